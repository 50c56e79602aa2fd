/* Completes what the front end could not know without the models: the class of a value, and so the
 * full name of a method (".write" becomes "io.StringIO.write"), and which function an indirect call
 * means where only one is possible. */
#ifndef ANALYZER_RESOLVE_H
#define ANALYZER_RESOLVE_H

#include "ir.h"
#include "model.h"

void resolve_unit(struct ir_unit *unit, const struct model *model);

/* The API that a call speaks of, or NULL: the model's entry for its (completed) name. */
const struct api *resolve_api(const struct ir_unit *unit, const struct model *model,
                              const struct ir_op *call);
enum model_language resolve_language(const struct ir_unit *unit);

/* Whether the call is one of a constructor of C++ (`std::vector::vector`): what it is called on
 * holds nothing yet. */
bool resolve_constructs(const struct ir_op *call);

/* The operand that an API's argument number means in this call (receiver and keywords taken into
 * account): an op id, or IR_NONE. */
ir_id resolve_argument(const struct ir_op *call, int number, const char *keyword);

/* The other way round: which parameter of `callee` (a function of the unit) receives args[i]; its
 * number, or IR_NONE. */
ir_id resolve_parameter(const struct ir_unit *unit, const struct ir_op *call, ir_id callee,
                        uint32_t i);

/* The class of the file, or of a model, that a value of this type has: "io.StringIO"; pointers and
 * references are looked through.  "" when unknown. */
const char *resolve_class(const struct ir_unit *unit, ir_id type);

/* Whether the file defines this class: at least one method of it. */
bool resolve_has_class(const struct ir_unit *unit, const char *class_name);

/* The bases of a class of a Python file's top level, from 0; "" for one that is not known, NULL
 * past the last. */
const char *resolve_base(const struct ir_unit *unit, const char *class_name, uint32_t number);

/* The method of a class of the file (searched in its bases as far as they are known): a function
 * of the unit, or IR_NONE. */
ir_id resolve_method(const struct ir_unit *unit, const char *class_name, const char *method);

#endif
