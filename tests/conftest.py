"""What holds for every test."""

import signal

# A suite that was started in the background of a shell inherits "ignore Ctrl-C", and would hand
# that on to every command it starts. The tests that press Ctrl-C need it to mean something.
signal.signal(signal.SIGINT, signal.default_int_handler)
