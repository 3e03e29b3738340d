// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Store.Audit;

/// <summary>
/// The audit log as calls meet it. An entry that cannot be written waits and goes before the next, so that the log tells of every change; while one waits,
/// nothing may be changed. So many may wait; how many more there were is an entry, too.
/// </summary>
public sealed class AuditTrail(AuditLog log)
{
    /// <summary>Entries that wait at most.</summary>
    public const int MaxWaiting = 1_000;

    private readonly Lock _writing = new();
    private readonly Queue<AuditEntry> _waiting = new();
    private long _lost;

    /// <summary>Writes what waits; why it cannot, when it cannot.</summary>
    public StoreException? CatchUp()
    {
        lock (_writing)
        {
            try
            {
                while (_waiting.TryPeek(out var entry))
                {
                    log.Append(entry);
                    _waiting.Dequeue();
                }

                if (_lost > 0)
                {
                    log.Append(new AuditEntry
                    {
                        Principal = "foregate", AccountId = "", Region = "", Source = "", Operation = "LoseAuditEntries", Status = 0,
                        Error = $"{_lost} more calls came while the log could not be written",
                    });
                    _lost = 0;
                }

                return null;
            }
            catch (StoreException exception)
            {
                return exception;
            }
        }
    }

    /// <summary>Writes an entry behind all others, or keeps it until that can be done.</summary>
    /// <returns>Why it could not be written yet.</returns>
    public StoreException? Write(AuditEntry entry)
    {
        lock (_writing)
        {
            if (_waiting.Count >= MaxWaiting)
            {
                _lost++;
            }
            else
            {
                _waiting.Enqueue(entry);
            }

            return CatchUp();
        }
    }
}
