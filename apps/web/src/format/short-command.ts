/** As many characters as stand on a button or over a group of sockets without crowding out the rest. */
const MOST = 32;

/** A command line as a name: the program without its directory, and as much of its arguments as there is room for. */
export function shortCommand(line: string): string {
  const [program = "", ...rest] = line.trim().split(/\s+/);
  const words = [program.slice(program.lastIndexOf("/") + 1) || program, ...rest].join(" ");
  const characters = [...words];
  return characters.length <= MOST
    ? words
    : `${characters
        .slice(0, MOST - 1)
        .join("")
        .trimEnd()}…`;
}
