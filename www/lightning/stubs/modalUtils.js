/** Stands in for a module that lightning-base-components 1.22.3-alpha imports and does not have. */
export const modalFocusinEventHandler = () => {};
