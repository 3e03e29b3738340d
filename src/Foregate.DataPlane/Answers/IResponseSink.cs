// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Answers;

/// <summary>Where an answer goes out: one implementation per door. The door adds what is its own: status line, Date, Connection, framing.</summary>
internal interface IResponseSink
{
    /// <summary>Whether the head has been started: after that an answer can only be finished or aborted.</summary>
    bool IsStarted { get; }

    /// <summary>Bytes of body handed over so far.</summary>
    long BodyBytes { get; }

    /// <summary>
    /// Starts the answer. Nothing needs to be sent yet. The body follows through <see cref="WriteAsync"/>, unless the request was HEAD
    /// or the status has none (1xx, 204, 304): then the sink drops what is written.
    /// </summary>
    void Start(ResponseHead head);

    /// <summary>Hands over a piece of the body; the bytes may be reused once this completes. False when the client is gone. Never throws.</summary>
    ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> bytes);

    /// <summary>The same for a piece after which <see cref="CompleteAsync"/> follows at once: it may wait and go out together with the end.</summary>
    ValueTask<bool> WriteLastAsync(ReadOnlyMemory<byte> bytes) => WriteAsync(bytes);

    /// <summary>Ends the answer and sends what is left. False when the client is gone. Never throws.</summary>
    ValueTask<bool> CompleteAsync();

    /// <summary>Breaks off, so that a truncated answer never looks complete.</summary>
    void Abort();
}
