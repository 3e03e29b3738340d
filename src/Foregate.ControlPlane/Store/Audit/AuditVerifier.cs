// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Store.Secrets;

namespace Foregate.ControlPlane.Store.Audit;

/// <summary>Follows the chain of an audit log from its oldest entry and finds the first that is not as it was written.</summary>
public static class AuditVerifier
{
    private const string Torn = "the line is torn: the process or the machine ended while it was written; the next start cuts it off and says so";

    public static AuditVerdict Verify(string directory, MasterKey key)
    {
        var secret = key.Derive("audit");
        var verdict = new AuditVerdict();
        byte[]? previous = null;
        foreach (var file in AuditFiles.In(directory))
        {
            var bytes = File.ReadAllBytes(file).AsSpan();
            for (var line = 1; bytes.Length > 0; line++)
            {
                var end = bytes.IndexOf((byte)'\n');
                if ((end < 0 ? Torn : Check(bytes[..end], secret, ref previous, ref verdict)) is { } wrong)
                {
                    return verdict with { Broken = $"{file}, line {line}: {wrong}" };
                }

                bytes = bytes[(end + 1)..];
            }
        }

        return verdict;
    }

    private static string? Check(ReadOnlySpan<byte> line, byte[] secret, ref byte[]? previous, ref AuditVerdict verdict)
    {
        if (AuditLine.Read(line, secret) is not { } entry)
        {
            return "the entry was changed, or written under another master key";
        }

        if (previous is null)
        {
            // Older files may have been put into an archive; the first entry of all begins the chain.
            if (entry.Sequence == 1 && !entry.Previous.AsSpan().SequenceEqual(AuditLine.Beginning))
            {
                return "the first entry names one before it";
            }

            verdict = verdict with { First = entry.Sequence };
        }
        else if (entry.Sequence != verdict.Last + 1 || !entry.Previous.AsSpan().SequenceEqual(previous))
        {
            return $"entry {entry.Sequence} does not follow entry {verdict.Last}: entries were taken out, put in or put in another order";
        }

        previous = entry.Hash;
        verdict = verdict with { Last = entry.Sequence, LastHash = Convert.ToHexStringLower(entry.Hash) };
        return null;
    }
}
