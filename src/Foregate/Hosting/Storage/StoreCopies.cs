// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Foregate.ControlPlane.Store;
using Foregate.ControlPlane.Store.Secrets;
using Foregate.ControlPlane.Store.Sqlite;

namespace Foregate.Hosting.Storage;

/// <summary>Backups of a data directory's store: made of a running gateway's files, and put back where no store is.</summary>
internal static class StoreCopies
{
    public static int Backup(string directory, string file, string? masterKey)
    {
        try
        {
            var backup = StoreBackup.Of(directory, file, masterKey);
            Console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{backup.Path} has everything up to change {backup.Sequence}: {backup.Bytes} bytes, SHA-256 {backup.Sha256}. Its secrets need master key {backup.MasterKey}, which is not in it."));
            return ExitCodes.Done;
        }
        catch (StoreException exception)
        {
            return Fail(Failures.Backup(file, exception.Message));
        }
    }

    public static int Restore(string file, string directory, string? masterKey)
    {
        try
        {
            var restored = StoreBackup.Restore(file, directory, masterKey);
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{restored.Path} is as it was after change {restored.Sequence}."));
            if (masterKey is null && !File.Exists(Path.Combine(directory, MasterKey.FileName)))
            {
                Console.Out.WriteLine($"Before the start put master key {restored.MasterKey} there, as {Path.Combine(directory, MasterKey.FileName)} (chmod 600), or give it as FOREGATE_MASTER_KEY; without it the secrets stay shut, and no row was checked.");
            }

            return ExitCodes.Done;
        }
        catch (StoreException exception)
        {
            return Fail(Failures.Restore(file, exception.Message));
        }
    }

    private static int Fail(Failure failure)
    {
        Console.Error.WriteLine(failure.ToString());
        return failure.ExitCode;
    }
}
