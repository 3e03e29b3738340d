// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Store.Files;

/// <summary>Keeps a second process out of a data directory. The system lets go of it with the process, however that ends.</summary>
internal sealed class DirectoryLock : IDisposable
{
    private readonly FileStream _file;

    private DirectoryLock(FileStream file) => _file = file;

    /// <exception cref="StoreException">Another process has the directory, or it may not be written.</exception>
    public static DirectoryLock Take(string directory)
    {
        var path = Path.Combine(directory, "foregate.lock");
        try
        {
            // Opened for writing, because a lock that keeps everybody out is asked of the system only then.
            return new DirectoryLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StoreException(StoreFault.ReadOnly, $"{path} may not be written: make the data directory writable for the user that runs Foregate.", exception);
        }
        catch (IOException exception)
        {
            throw File.Exists(path) && IsHeld(path)
                ? new StoreException(StoreFault.Busy, $"Another process uses the data directory {directory}: stop it, or give each process a directory of its own.", exception)
                : new StoreException(StoreFault.ReadOnly, $"{path} cannot be written ({exception.Message}): make the data directory writable for the user that runs Foregate.", exception);
        }
    }

    public void Dispose() => _file.Dispose();

    private static bool IsHeld(string path)
    {
        try
        {
            new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None).Dispose();
            return false;
        }
        catch (IOException)
        {
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
