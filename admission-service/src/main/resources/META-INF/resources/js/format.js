// Words for times, durations and numbers.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const numbers = new Intl.NumberFormat('en');
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const dayAndClock = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

export function number(value) {
  return value === null || value === undefined ? '–' : numbers.format(value);
}

export function count(value, one, many = `${one}s`) {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/** 850 ms is `0.9 s`, 95 s is `1 min 35 s`. */
export function duration(millis) {
  const time = Math.max(0, millis);
  if (time < 10 * SECOND) {
    return `${(time / SECOND).toFixed(1)} s`;
  }
  if (time < MINUTE) {
    return `${Math.round(time / SECOND)} s`;
  }
  if (time < HOUR) {
    const seconds = Math.floor((time % MINUTE) / SECOND);
    return `${Math.floor(time / MINUTE)} min${seconds ? ` ${seconds} s` : ''}`;
  }
  if (time < DAY) {
    return `${Math.floor(time / HOUR)} h ${Math.floor((time % HOUR) / MINUTE)} min`;
  }
  return `${Math.floor(time / DAY)} d ${Math.floor((time % DAY) / HOUR)} h`;
}

/** A duration without parts of a second, for ages that tick. */
export function age(millis) {
  return millis < MINUTE ? `${Math.max(0, Math.floor(millis / SECOND))} s` : duration(millis);
}

/** Time of day; with the date where it is further off than half a day. */
export function time(moment) {
  const date = new Date(moment);
  return Math.abs(date - Date.now()) > DAY / 2 ? dayAndClock.format(date) : clock.format(date);
}

/** `PT1M2.5S` in milliseconds; null for anything else. */
export function millisOf(iso) {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(iso ?? '');
  if (!parts) {
    return null;
  }
  const [days, hours, minutes, seconds] = parts.slice(1).map(part => Number(part ?? 0));
  return days * DAY + hours * HOUR + minutes * MINUTE + seconds * SECOND;
}

/** `in 12 s`, or `about now`. */
export function inTime(moment, now) {
  const left = Date.parse(moment) - now;
  return left < SECOND ? 'about now' : `in ${age(left)}`;
}
