/** The word lists of the fingerprint, 2048 lines of `english russian ukrainian`, put in by the build. */
declare module "words" {
  const lists: string;
  export default lists;
}
