// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Foregate.ControlPlane.Store;
using Foregate.ControlPlane.Store.Audit;
using Foregate.ControlPlane.Store.Secrets;

namespace Foregate.Hosting.Storage;

/// <summary>Tells whether a data directory's audit log is as it was written. Reads files only: the gateway may run.</summary>
internal static class AuditVerification
{
    public static int Run(string directory, string? masterKey)
    {
        var folder = Path.Combine(directory, OpenStore.AuditFolder);
        if (!Directory.Exists(folder) || !Directory.EnumerateFiles(folder).Any())
        {
            return Fail(Failures.NoAudit(directory));
        }

        AuditVerdict verdict;
        try
        {
            using var key = MasterKey.Open(directory, masterKey, mayCreate: false);
            verdict = AuditVerifier.Verify(folder, key);
        }
        catch (StoreException exception)
        {
            return Fail(Failures.Store(directory, exception.Message));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Fail(Failures.Store(directory, exception.Message));
        }

        if (verdict.Broken is { } place)
        {
            if (verdict.LastHash is not null)
            {
                Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Entries {verdict.First} to {verdict.Last} are as they were written."));
            }

            return Fail(Failures.AuditBroken(place));
        }

        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Entries {verdict.First} to {verdict.Last} are as they were written. The last one's hash is {verdict.LastHash}: note it elsewhere, and cutting off the newest shows, too."));
        return ExitCodes.Done;
    }

    private static int Fail(Failure failure)
    {
        Console.Error.WriteLine(failure.ToString());
        return failure.ExitCode;
    }
}
