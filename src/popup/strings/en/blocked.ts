const sites = (count: number): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? 'site' : 'sites'}`

export const blocked = {
  title: 'Blocked sites',
  lead: 'The wallet refuses these sites, and all whose names end in theirs, whatever they ask. No window opens for them.',
  none: 'No site is blocked',
  noneBody: 'Block one here, or where it asks you something.',
  search: 'Search blocked sites',
  noneFound: 'No blocked site of that name.',
  add: 'Block a site',
  site: 'Site',
  siteHint: 'Its name, or the address of a page there.',
  siteWrong: 'Write the name of a site, such as example.com.',
  block: 'Block this site',
  blockTitle: 'Block this site?',
  blockBody: (host: string) =>
    `${host}, with all sites whose names end so, is disconnected. What it asks is rejected, and it cannot ask again until you end that in the settings, under Blocked sites.`,
  confirm: 'Block',
  blocked: 'Blocked',
  lift: (host: string) => `Stop blocking ${host}`,
  lifted: 'Not blocked any more',
  list: 'List of known frauds',
  listNote:
    'A text file with one site a line, or JSON as public lists of phishing sites have it. The wallet fetches none by itself.',
  listNone:
    'The wallet came with a list, which is as old as its build. Load a newer one, and it warns you of every site on that too. It blocks none of them.',
  listCount: (count: number) => `${sites(count)} on it`,
  loaded: 'Loaded',
  skipped: (count: number) =>
    count === 1
      ? '1 entry was no site and was left out.'
      : `${count.toLocaleString('en-GB')} entries were no sites and were left out.`,
  lost: 'The browser has removed the list to make room. Load it again.',
  load: 'Load a list',
  loadAnother: 'Load another',
  loading: 'Reading the list…',
  removeList: 'Remove list',
  removed: 'Removed',
  wrongTitle: 'This file cannot be used',
  wrongBody: 'Nothing was changed.',
  tooLarge: (megabytes: number) => `the file is larger than ${megabytes} MB: choose a shorter list`,
} as const
