// Which colour somebody has, the same in the bar, in its legend and in the chart.

const CLASSES = 6;

/** The names of the style's colours; those of the classes go round, in the order of their names. */
export function colourOfClass(name, classes) {
  return name === 'agent' ? 'agent' : `class-${classes.filter(each => each !== 'agent').sort().indexOf(name) % CLASSES}`;
}

/** What the style says of a colour now, for what is drawn and not styled. */
export function value(colour) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${colour}`).trim();
}
