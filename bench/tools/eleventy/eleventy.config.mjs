// A site like that of plain MkDocs: pages at addresses that end in '/', links between the files resolved.
import { readFileSync } from "node:fs";
import markdownIt from "markdown-it";

/** The address that a link from one file to another has, where every page is a folder. */
function address(href, here) {
  if (/^[a-z]+:|^[/#]/.test(href)) return href;
  const [path, anchor] = href.split("#", 2);
  const up = here.endsWith("/index.md") ? "" : "../";
  const folder = path.replace(/(^|\/)index\.md$/, "$1").replace(/\.md$/, "/");
  return `${up}${folder}${anchor === undefined ? "" : `#${anchor}`}`;
}

function resolvedLinks(md) {
  md.core.ruler.push("resolved-links", (state) => {
    for (const block of state.tokens) {
      for (const token of block.children ?? []) {
        if (token.type === "link_open") {
          token.attrSet("href", address(token.attrGet("href"), state.env.page?.inputPath ?? ""));
        }
      }
    }
  });
}

export default function (config) {
  config.setLibrary("md", markdownIt({ html: true }).use(resolvedLinks));
  config.addGlobalData("layout", "page.njk");
  config.addGlobalData("site", "The made-up dispute");
  config.addGlobalData("menu", JSON.parse(readFileSync("menu.json", "utf8")));
  config.addPassthroughCopy({ static: "/" });
  config.setQuietMode(true);
  return {
    dir: { input: "content", includes: "../_includes", output: "_site" },
    markdownTemplateEngine: false,
    templateFormats: ["md"],
  };
}
