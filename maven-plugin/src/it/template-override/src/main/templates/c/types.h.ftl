/* Acme's own header for ${view.schema}. */
#define ACME_SCHEMA "${view.schema}"
