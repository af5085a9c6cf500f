"""Saying less: only where it is certain, and in the case that the sentence wants."""

from __future__ import annotations

import pytest

from cli.redaction.apply import redact
from cli.redaction.generalise import placeholder
from cli.redaction.ledger import Choice, Redacted
from cli.redaction.model import KINDS
from tests.unit.redaction_text.marked import read

SEED = b"a secret of this case, 32 bytes."


def generalise(marked: str, language: str) -> Redacted:
    text, analysis = read(marked, language)
    choices = {entity.id: Choice("generalize") for entity in analysis.entities}
    return redact(text, analysis, choices, SEED)


RUSSIAN = {
    "мать {job1:заведует аптекой}": "мать работает",
    "он {job1:преподавал географию}": "он работал",
    "работала {job1:бухгалтершей}": "работала работницей",
    "у нас {rel1:трое детей}": "у нас несколько детей",
    "забрали {date1:на Пасху}": "забрали в праздник",
    "вернулся после {date1:Пасхи}": "вернулся после праздника",
    "держали {date1:девять суток}": "держали несколько дней",
    "{date1:25-го} утром": "в конце месяца утром",
    "в {date1:2014} ушёл": "в 2010-х годах ушёл",
    "пришли {date1:4 декабря} утром": "пришли в начале декабря утром",
    "{date1:4 декабря} пришли": "в начале декабря пришли",
    "Утро. {date1:4 декабря} пришли": "Утро. В начале декабря пришли",
    "с {date1:15 марта 2022 года} ждали": "с середины марта 2022 года ждали",
    "до {date1:28 мая} ждали": "до конца мая ждали",
    "к {date1:2 мая} ушли": "к началу мая ушли",
    "ушёл {date1:двадцать четвёртого февраля}": "ушёл в конце февраля",
    "ушёл {date1:12.04.2022}": "ушёл в середине апреля 2022 года",
    "{date1:в апреле} ушли": "весной ушли",
    "с {date1:апреля} ждём": "с весны ждём",
    "это было {date1:в среду}": "это было [дата]",
    "мне {age1:34 года}": "мне от тридцати до сорока лет",
    "парень {age1:25 лет}": "парень от двадцати до тридцати лет",
    "в {age1:34 года} я ушёл": "в возрасте от тридцати до сорока лет я ушёл",
    "я {age1:родилась 6 июня 1968 года} там": "я родилась в 1960-х там",
    "он {age1:родился 3 мая 1990-го года} и жил": "он родился в 1990-х и жил",
    "{age1:1990-го года рождения}": "1990-х годов рождения",
    "ей {age1:под семьдесят}": "ей от шестидесяти до семидесяти лет",
    "ей лет {age1:десять}": "ей лет меньше тринадцати",
    "я {age1:сорок лет} удостоверял подписи": "я несколько лет удостоверял подписи",
    "тату бью {age1:двенадцать лет}.": "тату бью несколько лет.",
    "сидел {age1:шесть лет} по двести пятой": "сидел [число лет] по двести пятой",
    "получил {age1:пять лет} строгого": "получил [число лет] строгого",
    "дед {age1:сорок лет}, живёт": "дед от сорока до пятидесяти лет, живёт",
    "ему {age1:восемь}": "ему меньше тринадцати лет",
    "ей {age1:шестнадцать лет}": "ей меньше восемнадцати лет",
    "деду {age1:восемьдесят три года}": "деду больше восьмидесяти лет",
    "{age1:1979 года рождения}": "1970-х годов рождения",
    "{age1:34-летний} сосед": "[возраст] сосед",
    "до {age1:34 лет}": "до [возраст]",
    "живу в {l1:Чугуеве}": "живу в городе на востоке Украины",
    "приехал из {l1:Мариуполя}": "приехал из города на востоке Украины",
    "через {l1:Ростов} уехали": "через город на юге России уехали",
    "рядом с {l1:Одессой}": "рядом с городом на юге Украины",
    "в {l1:Новосёловке}": "в [место]",
    "ночью {date1:с 11 на 12 ноября} ушли": "ночью в середине ноября ушли",
    "{date1:Между 3 и 5 мая} ушли": "В начале мая ушли",
    "родом с {l1:Камчатки}": "родом из региона на Дальнем Востоке",
    "в {l1:Чечню} послали": "в регион на Северном Кавказе послали",
    "в родном {l1:Мурманске}": "в родном городе на севере России",
    "из {l1:Благоварского района}": "из района",
    "в {l1:Донецкой области}": "в области на востоке Украины",
    "река {l1:Волга} разлилась": "река [название] разлилась",
    "в {l1:Донецком} парке": "в [место] парке",
    "учился в {edu1:Харьковском национальном университете}": "учился в университете",
    "учился в {edu1:КПИ}": "учился в одном из вузов",
    "окончил {edu1:КПИ}": "окончил [место учёбы]",
    "служил в {unit1:36-й бригаде}": "служил в бригаде",
    "доложил {rank1:капитану}": "доложил офицеру",
    "пришёл {rank1:сержант}": "пришёл солдат",
    "работал {job1:хирургом}": "работал медиком",
    "работал {job1:дрессировщиком}": "работал [работа]",
}
UKRAINIAN = {
    "прийшли {date1:4 грудня}": "прийшли на початку грудня",
    "з {date1:15 березня 2022 року}": "із середини березня 2022 року",
    "до {date1:28 травня}": "до кінця травня",
    "{date1:12 березня} прийшли": "у середині березня прийшли",
    "пішов {date1:п’ятнадцятого липня}": "пішов у середині липня",
    "{date1:у серпні} забрали": "влітку забрали",
    "мені {age1:сорок один рік}": "мені від сорока до п'ятдесяти років",
    "{age1:Народилася 6 червня 1968 року}, жила": "Народилася у 1960-х, жила",
    "я {age1:двадцять три роки} колю худобу": "я кілька років колю худобу",
    "в них {age1:сорок років} шлюбу": "в них кілька років шлюбу",
    "стаття 275, {age1:сім років}": "стаття 275, [число років]",
    "мені {age1:сорок років}, маю статтю": "мені від сорока до п'ятдесяти років, маю статтю",
    "їй {age1:72}": "їй від сімдесяти до вісімдесяти років",
    "у {age1:19 років}": "у віці близько двадцяти років",
    "живу у {l1:Сумах}": "живу у місті на півночі України",
    "живу в {l1:Чугуєві}": "живу в місті на сході України",
    "виїхав із {l1:Мелітополя}": "виїхав із міста на півдні України",
    "вночі {date1:з 11 на 12 листопада} пішли": "вночі у середині листопада пішли",
    "тепер я на {l1:Волині}": "тепер я у регіоні на заході України",
    "{l1:Київщина}, за мною": "Регіон на півночі України, за мною",
    "з {l1:Вінницької області}": "з області у центрі України",
    "село {l1:Гусарка}, перша": "село [назва], перша",
    "їхали під {l1:Токмак}": "їхали під місто на півдні України",
    "навчався в {edu1:Донецькому національному університеті}": "навчався в університеті",
    "вона {job1:викладала хімію в школі}": "вона працювала",
    "{job1:медсестрою}": "медикинею",
    "у нас {rel1:троє дітей}": "у нас кілька дітей",
    "забрали {date1:на Покрову}": "забрали на свято",
    "сиділи {date1:дев'ять діб}": "сиділи кілька днів",
    "{date1:14-те} Забрали": "середина місяця Забрали",
    "доповів {rank1:капітанові}": "доповів офіцеру",
    "працював {job1:вчителем}": "працював педагогом",
}
ENGLISH = {
    "It was {date1:4 December}.": "It was early December.",
    "On {date1:9 October 2022} they came": "In early October 2022 they came",
    "dated {date1:March 23}": "dated late March",
    "on the {date1:15th of May}": "in mid-May",
    "until {date1:2 November}": "until early November",
    "on {date1:4/5}": "on [date]",
    "{date1:in April} we left": "in spring we left",
    "I am {age1:25}": "I am in my twenties",
    "He is a tuner, {age1:41 years old}": "He is a tuner, in his forties",
    "a boy, {age1:16}": "a boy, under eighteen",
    "I was {age1:born on 2 November 1971} there": "I was born in the 1970s there",
    "my aunt, {age1:84}": "my aunt, over eighty",
    "from {l1:Kherson}": "from a city in southern Ukraine",
    "it was {date1:between 3 and 5 May}": "it was in early May",
    "in {l1:Leningrad oblast}": "in an oblast in north-western Russia",
    "in {l1:Chechelivskyi district}": "in a district",
    "of the village {l1:Kvasy}": "of the village [name of a place]",
    "from {l1:Hola Prystan}": "from [a place]",
    "at {edu1:Moscow Polytechnic}": "at a polytechnic",
    "the {edu1:Kharkiv Art Academy} closed": "the academy closed",
    "told {rank1:Captain}": "told an officer",
    "I was {job1:a surgeon}": "I was a medic",
    "he is an {job1:engineer}": "he is a worker",
    "she {job1:taught geography}": "she worked",
    "with {rel1:three daughters and no roof}": "with several children",
    "held {date1:nine days}": "held several days",
    "until {date1:2021}": "until the 2020s",
    "taken on {date1:Easter}": "taken on a feast day",
}


@pytest.mark.parametrize("marked", RUSSIAN)
def test_russian_says_less_in_the_right_case(marked: str) -> None:
    assert generalise(marked, "ru").text == RUSSIAN[marked]


@pytest.mark.parametrize("marked", UKRAINIAN)
def test_ukrainian_says_less_in_the_right_case(marked: str) -> None:
    assert generalise(marked, "uk").text == UKRAINIAN[marked]


@pytest.mark.parametrize("marked", ENGLISH)
def test_english_says_less(marked: str) -> None:
    assert generalise(marked, "en").text == ENGLISH[marked]


def test_an_age_whose_owner_is_not_certain_is_shown_to_the_editor() -> None:
    done = generalise("There was Ivan, {age1:34}, and Pavlo.", "en")
    assert done.text == "There was Ivan, in their thirties, and Pavlo."
    assert [one.reason for one in done.unsure] == ["whose age this is, is not certain"]


def test_a_woman_in_a_masculine_calling_is_shown_to_the_editor() -> None:
    done = generalise("{job1:Медсестра} ушла.", "ru")
    assert done.text == "Медик ушла."
    assert done.unsure


@pytest.mark.parametrize("language", ["ru", "uk", "en", "xx"])
def test_every_kind_has_a_neutral_word_in_every_language(language: str) -> None:
    words = {kind: placeholder(kind, language) for kind in KINDS}
    assert all(word.startswith("[") and word.endswith("]") for word in words.values())


def test_the_wording_of_an_editor_comes_first() -> None:
    text, analysis = read("в {l1:Чугуеве}", "ru")
    done = redact(text, analysis, {"l1": Choice("generalize", "маленьком городе")}, SEED)
    assert done.text == "в маленьком городе"


def test_an_adjective_that_would_no_longer_agree_is_shown_to_the_editor() -> None:
    assert generalise("в родной {l1:Одессе}", "ru").unsure
    assert not generalise("в родном {l1:Мурманске}", "ru").unsure
