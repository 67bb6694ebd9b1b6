// The rules for the built pages: all that are recommended, but for those named here, each with its reason.
export default {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    "no-trailing-whitespace": "off", // blanks at line ends are what templates leave, and mean nothing
    "doctype-style": "off", // a matter of taste, and the theme's
    "valid-id": ["error", { relaxed: true }], // HTML lets an id begin with a low line, as the theme's do
    "long-title": "off", // a page is titled by the words of its record, however many
  },
}
