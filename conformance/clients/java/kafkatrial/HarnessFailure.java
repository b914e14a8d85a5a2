package kafkatrial;

/** A failure that no application would see: a call that makes no sense, or a wait of the harness that was in vain. */
final class HarnessFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    HarnessFailure(String message) {
        super(message);
    }

    HarnessFailure(Throwable cause) {
        super(cause);
    }
}
