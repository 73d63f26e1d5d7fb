import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeLink,
  vsCodeOption,
  vsCodeProgressRing,
  vsCodeRadio,
  vsCodeRadioGroup,
  vsCodeTextField,
  type Button,
  type Checkbox,
  type Dropdown,
  type Link,
  type Option,
  type ProgressRing,
  type Radio,
  type RadioGroup,
  type TextField,
} from "@vscode/webview-ui-toolkit";
import type { DetailedHTMLProps, HTMLAttributes } from "react";

// React sets properties of elements that are defined, and attributes of others: whoever draws an
// element of the toolkit imports this file first.
provideVSCodeDesignSystem().register(
  vsCodeButton(),
  vsCodeCheckbox(),
  vsCodeDropdown(),
  vsCodeLink(),
  vsCodeOption(),
  vsCodeProgressRing(),
  vsCodeRadio(),
  vsCodeRadioGroup(),
  vsCodeTextField(),
);

/** What React takes for an element of the toolkit: what all elements have, and its own properties. */
type PropsOf<E extends HTMLElement, Own extends keyof E = never> = DetailedHTMLProps<
  HTMLAttributes<E>,
  E
> &
  Partial<Pick<E, Own>>;

declare module "react" {
  // eslint-disable-next-line @typescript-eslint/no-namespace, no-restricted-syntax -- React looks for elements here
  namespace JSX {
    interface IntrinsicElements {
      "vscode-button": PropsOf<
        Button,
        "appearance" | "ariaDisabled" | "ariaExpanded" | "ariaPressed"
      >;
      "vscode-checkbox": PropsOf<Checkbox>;
      "vscode-dropdown": PropsOf<Dropdown>;
      "vscode-link": PropsOf<Link, "href">;
      "vscode-option": PropsOf<Option, "selected" | "value">;
      "vscode-progress-ring": PropsOf<ProgressRing>;
      "vscode-radio": PropsOf<Radio, "value">;
      "vscode-radio-group": PropsOf<RadioGroup, "orientation">;
      "vscode-text-field": PropsOf<TextField, "maxlength" | "placeholder">;
    }
  }
}
