/* Acme's own header. */
#define ACME ${view.nonsense}
