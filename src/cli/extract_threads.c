/* airlog extract --threads: the reports of one input in several threads. One thread reads documents into batches and
 * writes what comes of them, in their order; the others extract. There is a fixed number of batches, so that memory
 * does not grow with the input. */
#include "extract.h"

#include <pthread.h>
#include <signal.h>
#include <string.h>

enum { BATCH_REPORTS = 64, BATCHES_A_THREAD = 3, BATCH_BYTES = 256 * 1024 };

typedef struct entry {
    airlog_report report;
    airlog_incidents found;
    airlog_error error; /* why the document could not be read, or the report not be extracted */
    bool unread;
} entry;

typedef struct batch {
    airlog_arena *arena;
    entry *entries;
    size_t count, room, bytes;
    bool done;
} batch;

typedef struct pool {
    extract_job *job;
    batch *batches;
    size_t batch_count, thread_count;
    pthread_t *threads;
    pthread_mutex_t lock; /* of what follows, and of `done` */
    pthread_cond_t filled_more, done_more;
    uint64_t filled, taken, emitted; /* batches so far; number i is in batches[i % batch_count] */
    bool closing;
} pool;

/* ---- workers ------------------------------------------------------------------------------ */

static void extract_batch(const extract_job *job, batch *work) {
    for (size_t i = 0; i < work->count && !airlog_cli_interrupted(); i++) {
        entry *one = &work->entries[i];
        if (one->unread) continue;
        one->error.status = airlog_cli_extract_one(job, &one->report, work->arena, &one->found, &one->error);
    }
}

static void *work_on(void *context) {
    pool *of = context;
    pthread_mutex_lock(&of->lock);
    for (;;) {
        while (of->taken == of->filled && !of->closing) pthread_cond_wait(&of->filled_more, &of->lock);
        if (of->taken == of->filled) break;
        batch *work = &of->batches[of->taken++ % of->batch_count];
        pthread_mutex_unlock(&of->lock);
        extract_batch(of->job, work);
        pthread_mutex_lock(&of->lock);
        work->done = true;
        pthread_cond_signal(&of->done_more);
    }
    pthread_mutex_unlock(&of->lock);
    return NULL;
}

/* ---- filling ------------------------------------------------------------------------------ */

static entry *add_entry(batch *to) {
    if (to->count == to->room) {
        size_t room = to->room ? to->room * 2 : BATCH_REPORTS;
        entry *entries = airlog_memory_grow(to->entries, room, sizeof *entries);
        if (!entries) return NULL;
        to->entries = entries;
        to->room = room;
    }
    entry *added = &to->entries[to->count++];
    added->found = (airlog_incidents){0};
    added->error = (airlog_error){0};
    added->unread = false;
    return added;
}

/* Documents until the batch is full; *out_end at the end of the input. */
static airlog_status fill(extract_job *job, extract_documents *from, const char *path, batch *to, bool *out_end,
                          airlog_error *error) {
    airlog_arena_reset(to->arena);
    to->count = to->bytes = 0;
    to->done = false;
    while (!*out_end && to->count < BATCH_REPORTS && to->bytes < BATCH_BYTES) {
        airlog_reports reports = {0};
        airlog_error failure = {0};
        airlog_status status = airlog_cli_extract_next(from, job, to->arena, &reports, &failure);
        if (status != AIRLOG_OK && !airlog_cli_extract_goes_on(status)) {
            *error = failure;
            return status;
        }
        *out_end = airlog_cli_interrupted() || (status == AIRLOG_OK && reports.count == 0);
        size_t entries = status == AIRLOG_OK ? reports.count : 1;
        for (size_t i = 0; i < entries && !*out_end; i++) {
            entry *added = add_entry(to);
            if (!added) return airlog_fail(error, AIRLOG_E_MEMORY, "no memory for a batch of reports");
            added->unread = status != AIRLOG_OK;
            if (added->unread) {
                added->error = failure;
                airlog_error_at(&added->error, path, 0, 0, 0);
            } else {
                added->report = reports.items[i];
                to->bytes += reports.items[i].text.length;
            }
        }
    }
    return AIRLOG_OK;
}

/* ---- emitting ----------------------------------------------------------------------------- */

static airlog_status emit(extract_job *job, const batch *from, uint64_t *failures, airlog_error *error) {
    for (size_t i = 0; i < from->count && !airlog_cli_interrupted(); i++) {
        entry *one = &from->entries[i];
        airlog_status status = one->error.status;
        if (!one->unread) job->counts.reports++;
        if (status == AIRLOG_OK) status = airlog_cli_extract_emit(job, &one->report, from->arena, &one->found, &one->error);
        if (status == AIRLOG_OK) continue;
        if (!airlog_cli_extract_goes_on(status)) {
            *error = one->error;
            return status;
        }
        airlog_cli_extract_failed(job, &one->error, failures);
    }
    return AIRLOG_OK;
}

/* The oldest batch, when it is done or `wait` is set. */
static airlog_status emit_oldest(pool *of, bool wait, bool *out_emitted, uint64_t *failures, airlog_error *error) {
    batch *oldest = &of->batches[of->emitted % of->batch_count];
    pthread_mutex_lock(&of->lock);
    while (wait && !oldest->done) pthread_cond_wait(&of->done_more, &of->lock);
    *out_emitted = oldest->done;
    pthread_mutex_unlock(&of->lock);
    if (!*out_emitted) return AIRLOG_OK;
    of->emitted++;
    return emit(of->job, oldest, failures, error);
}

static airlog_status run(pool *of, extract_documents *from, const char *path, uint64_t *failures, airlog_error *error) {
    airlog_status status = AIRLOG_OK;
    bool end = false;
    while (status == AIRLOG_OK && !(end && of->emitted == of->filled)) {
        bool full = of->filled - of->emitted == of->batch_count, emitted = false;
        if (of->emitted < of->filled) status = emit_oldest(of, full || end, &emitted, failures, error);
        if (status != AIRLOG_OK || emitted || end) continue;
        status = fill(of->job, from, path, &of->batches[of->filled % of->batch_count], &end, error);
        if (status != AIRLOG_OK) break;
        pthread_mutex_lock(&of->lock);
        of->filled++;
        pthread_cond_signal(&of->filled_more);
        pthread_mutex_unlock(&of->lock);
        airlog_cli_extract_show(of->job, from);
    }
    return status;
}

/* ---- opening and closing ------------------------------------------------------------------ */

static airlog_status open_pool(pool *of, airlog_error *error) {
    of->batches = airlog_memory_take(of->batch_count, sizeof *of->batches);
    of->threads = airlog_memory_take(of->thread_count, sizeof *of->threads);
    if (!of->batches || !of->threads) return airlog_fail(error, AIRLOG_E_MEMORY, "no memory for the threads");
    memset(of->batches, 0, of->batch_count * sizeof *of->batches);
    for (size_t i = 0; i < of->batch_count; i++) {
        airlog_status status = airlog_arena_open(AIRLOG_ARENA_LIMIT_DEFAULT, &of->batches[i].arena, error);
        if (status != AIRLOG_OK) return status;
    }
    return AIRLOG_OK;
}

/* Signals are for the thread that reads: it is the one that has to stop. The number of threads that run. */
static size_t start_threads(pool *of) {
    sigset_t all, before;
    size_t count = 0;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    while (count < of->thread_count && pthread_create(&of->threads[count], NULL, work_on, of) == 0) count++;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return count;
}

static void close_pool(pool *of) {
    for (size_t i = 0; of->batches && i < of->batch_count; i++) {
        airlog_arena_close(of->batches[i].arena);
        airlog_memory_give(of->batches[i].entries);
    }
    airlog_memory_give(of->batches);
    airlog_memory_give(of->threads);
}

airlog_status airlog_cli_extract_threaded(extract_job *job, extract_documents *from, const char *path,
                                          uint64_t *failures, airlog_error *error) {
    size_t threads = (size_t)job->settings->threads;
    pool of = {.job = job,
               .batch_count = threads * BATCHES_A_THREAD,
               .thread_count = threads,
               .lock = PTHREAD_MUTEX_INITIALIZER,
               .filled_more = PTHREAD_COND_INITIALIZER,
               .done_more = PTHREAD_COND_INITIALIZER};
    airlog_status status = open_pool(&of, error);
    size_t started = status == AIRLOG_OK ? start_threads(&of) : 0;
    if (status == AIRLOG_OK && started == 0)
        status = airlog_fail(error, AIRLOG_E_MEMORY, "the system gives no thread; leave --threads out");
    if (status == AIRLOG_OK) status = run(&of, from, path, failures, error);
    pthread_mutex_lock(&of.lock);
    of.closing = true;
    pthread_cond_broadcast(&of.filled_more);
    pthread_mutex_unlock(&of.lock);
    for (size_t i = 0; i < started; i++) pthread_join(of.threads[i], NULL);
    close_pool(&of);
    return status;
}
