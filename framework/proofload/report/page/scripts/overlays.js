// SPDX-License-Identifier: Apache-2.0
//
// What is drawn behind and above the lines of a chart: seconds in which the generator did not keep
// time, where stages begin, and limits.

import {visible} from "./text.js";
import {colour} from "./theme.js";

const font = "12px system-ui, sans-serif";

/// Draws with coordinates in CSS pixels, inside the plot only.
function inside(plot, draw) {
  const {ctx, bbox} = plot;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, 0, bbox.width, bbox.top + bbox.height);
  ctx.clip();
  ctx.scale(ratio, ratio);
  ctx.setLineDash([]);
  ctx.font = font;
  ctx.textAlign = "left";
  ctx.textBaseline = "alphabetic";
  draw(ctx, {
    left: bbox.left / ratio,
    top: bbox.top / ratio,
    width: bbox.width / ratio,
    height: bbox.height / ratio,
  });
  ctx.restore();
}

function fitting(ctx, text, width) {
  if (ctx.measureText(text).width <= width) return text;
  let length = Math.min(text.length, Math.floor(width / 4));
  while (length > 1 && ctx.measureText(text.slice(0, length) + "…").width > width) --length;
  return length > 1 ? text.slice(0, length) + "…" : "";
}

export function shadeUnhealthy(plot, axis) {
  inside(plot, (ctx, box) => {
    ctx.fillStyle = colour("unhealthy");
    for (const span of axis.unhealthy) {
      const left = box.left + plot.valToPos(span.from, "x");
      const right = box.left + plot.valToPos(span.to, "x");
      ctx.fillRect(left, box.top, Math.max(right - left, 1.5), box.height);
    }
  });
}

/// A line where a stage begins, its name to the right of it as far as there is room.
export function drawStages(plot, axis) {
  inside(plot, (ctx, box) => {
    ctx.fillStyle = colour("quiet");
    ctx.strokeStyle = colour("boundary");
    ctx.lineWidth = 1;
    const places = axis.stages.map((stage) => plot.valToPos(stage.from, "x"));
    axis.stages.forEach((stage, number) => {
      const from = Math.max(places[number], 0);
      const to = Math.min(places.find((place) => place > places[number]) ?? box.width, box.width);
      if (to <= 0 || places[number] > box.width || places[number] === places[number + 1]) return;
      if (places[number] > 1) stroke(ctx, box.left + from, box.top - 14, 0, box.height + 14);
      ctx.fillText(
        fitting(ctx, visible(stage.label), to - from - 8),
        box.left + from + 4,
        box.top - 5,
      );
    });
  });
}

/// Lines across the plot: [{value, label}]; those out of sight are left out.
export function drawLimits(plot, limits) {
  inside(plot, (ctx, box) => {
    ctx.strokeStyle = colour("limit");
    ctx.lineWidth = 1.5;
    ctx.setLineDash([8, 3]);
    for (const {value, label} of limits) {
      const place = plot.valToPos(value, "y");
      if (place < 0 || place > box.height) continue;
      stroke(ctx, box.left, box.top + place, box.width, 0);
      const text = fitting(ctx, visible(label), box.width * 0.7);
      tag(ctx, text, box.left + box.width - 8, box.top + place + (place < 20 ? 16 : -6));
    }
  });
}

/// Text that ends here, on paper that keeps lines away from it.
function tag(ctx, text, right, baseline) {
  const {width} = ctx.measureText(text);
  ctx.globalAlpha = 0.85;
  ctx.fillStyle = colour("paper");
  ctx.fillRect(right - width - 4, baseline - 12, width + 8, 16);
  ctx.globalAlpha = 1;
  ctx.fillStyle = colour("limit");
  ctx.fillText(text, right - width, baseline);
}

function stroke(ctx, left, top, width, height) {
  ctx.beginPath();
  ctx.moveTo(Math.round(left) + 0.5, Math.round(top) + 0.5);
  ctx.lineTo(Math.round(left + width) + 0.5, Math.round(top + height) + 0.5);
  ctx.stroke();
}
