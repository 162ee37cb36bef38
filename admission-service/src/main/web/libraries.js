// Where the chart library is; its address has its version in it.
export { default as uPlot } from '/webjars/uplot/${uplot.version}/dist/uPlot.esm.js';
