/* SPDX-License-Identifier: MIT */
/* Reading a document: which one, where in it, what was taken from it so far, and how it is judged. */
#include <stdlib.h>

#include "capture.h"
#include "rir/cards.h"
#include "rir/document.h"
#include "rir/mem.h"

static void add_document(Capture *capture, const Id *id, const char *label)
{
    const char *page = session_find_page(capture->session);
    Document document = {.label = NULL};
    Err err = {ERR_NONE, ""};

    if (document_read(session_find_store(capture->session), id->text, &document, &err) != 0) {
        capture_add_part(&capture->band, "%s", label);
        document_free(&document);
        return;
    }
    capture_add_part(&capture->band, "%s", label);
    capture_add_part(&capture->band, *page != '\0' ? "page %s" : "page -", page);
    capture_add_part(&capture->band, "%lld extract%s", (long long)document.extracts,
                     document.extracts == 1 ? "" : "s");
    if (document.absent > 0)
        capture_add_part(&capture->band, "%lld absent", (long long)document.absent);
    capture_add_part(&capture->band, "judged: %s", *document.appraised != '\0' ? document.appraised : "-");
    capture_add_part(&capture->band, "%s", document.values[DOCUMENT_TITLE]);
    document_free(&document);
}

void document_refresh(Capture *capture)
{
    Session *session = capture->session;
    Str label = STR_EMPTY;
    Id id;

    if (!session_is_settled(session) || !cards_have_changed(session_find_store(session), &capture->band_mark))
        return;
    str_clear(&capture->band);
    if (session_find_document(session, &id, &label))
        add_document(capture, &id, str_text(&label));
    else
        capture_add_part(&capture->band, "which document is read is not said yet: /document DOC1");
    str_free(&label);
}

static void open_documents(Capture *capture, Desk *desk)
{
    Documents documents = {NULL, 0, 0};
    Err err = {ERR_NONE, ""};

    if (document_list(session_find_store(capture->session), &documents, &err) != 0)
        capture_say(capture, ROLE_WARNING, "%s", err.text);
    else if (documents.count == 0)
        capture_say(capture, ROLE_DIM, "The register has no document yet: rir document add makes one");
    const char **labels = mem_new((documents.count + 1) * sizeof *labels);
    for (size_t i = 0; i < documents.count; i++)
        labels[i] = documents.list[i].label;
    if (documents.count > 0)
        capture_open_words(capture, desk, "Which document is read", labels, "", "document", false);
    free(labels);
    documents_free(&documents);
}

bool document_act(Capture *capture, Desk *desk, Action action, int number)
{
    (void)number;
    switch (action) {
    case ACTION_APPRAISE:
        capture_open_words(capture, desk, "Judge the document's", document_list_aspects(), "", "appraise",
                           true);
        return true;
    case ACTION_DOCUMENT:
        open_documents(capture, desk);
        return true;
    default:
        return false;
    }
}
