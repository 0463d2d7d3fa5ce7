import { noChange } from "lit";
import { directive, Directive, PartType, type ElementPart, type PartInfo } from "lit/directive.js";

export type Styles = Record<string, string>;

/** Sets styles through the object model: a style attribute is refused by the content security policy, this is not. */
class PlaceDirective extends Directive {
  private set = new Set<string>();

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error("place belongs on an element");
  }

  render(_styles: Styles): typeof noChange {
    return noChange;
  }

  override update(part: ElementPart, [styles]: [Styles]): typeof noChange {
    const element = part.element;
    if (!(element instanceof HTMLElement)) return noChange;
    for (const name of this.set) if (!(name in styles)) element.style.removeProperty(name);
    for (const [name, value] of Object.entries(styles)) element.style.setProperty(name, value);
    this.set = new Set(Object.keys(styles));
    return noChange;
  }
}

export const place = directive(PlaceDirective);
