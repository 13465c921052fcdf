/** Line drawings on a field of 24 by 24, in the pen's colour. */
export const ICONS: Readonly<Record<string, string>> = {
  chat: '<path d="M4 5h16v11H11l-4 4v-4H4z"/><path d="M8 9h8M8 12.5h5"/>',
  compass: '<circle cx="12" cy="12" r="9"/><path d="M15.8 8.2l-2.2 5.4-5.4 2.2 2.2-5.4z"/>',
  phone:
    '<path d="M7.2 3.5l2.6 4.7-1.9 1.6c.9 2.5 2.8 4.4 5.3 5.3l1.6-1.9 4.7 2.6c-.2 2.6-1.6 4.2-3.6 4.2C9.8 20 4 14.2 4 8.1c0-2 1-3.9 3.2-4.6z"/>',
  calendar: '<path d="M4 6h16v14H4zM4 10.5h16M8 3.5v4M16 3.5v4"/><path d="M8.5 15l2.3 2.3 4.7-4.3"/>',
  list: '<path d="M5 20V10M12 20V4M19 20v-7"/>',
  back: '<path d="M9 6L4 11l5 5"/><path d="M4 11h10a5 5 0 0 1 0 10h-3"/>',
  pencil: '<path d="M4 20l1-4.5L16.5 4l3.5 3.5L8.5 19z"/><path d="M14 6.5l3.5 3.5"/>',
  close: '<circle cx="12" cy="12" r="9"/><path d="M8.8 8.8l6.4 6.4M15.2 8.8l-6.4 6.4"/>',
  help: '<circle cx="12" cy="12" r="9"/><path d="M9.3 9.6a2.7 2.7 0 1 1 4 2.4c-.9.5-1.3 1-1.3 1.9"/><path d="M12 17v.1"/>',
  play: '<circle cx="12" cy="12" r="9"/><path d="M10 8.3v7.4l6-3.7z"/>',
  person: '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.6-4.3 3.6-6.5 7.5-6.5s6.9 2.2 7.5 6.5"/>',
}
