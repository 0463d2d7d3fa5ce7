import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/page.css";
import { loadLanguage } from "./i18n";

await loadLanguage();
await import("./pages/qp-app");
