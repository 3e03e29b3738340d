// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Store;
using Foregate.ControlPlane.Store.Files;

namespace Foregate.ControlPlane.Tests.Store.Files;

public sealed class DirectoryLockTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("foregate-lock-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void One_has_the_directory_at_a_time()
    {
        using (DirectoryLock.Take(_directory.FullName))
        {
            var refusal = Assert.Throws<StoreException>(() => DirectoryLock.Take(_directory.FullName));
            Assert.Equal(StoreFault.Busy, refusal.Fault);
            Assert.Contains(_directory.FullName, refusal.Message, StringComparison.Ordinal);
        }

        DirectoryLock.Take(_directory.FullName).Dispose();
    }

    [Fact]
    public void A_directory_that_cannot_be_written_is_told_from_one_that_is_used() =>
        Assert.Equal(StoreFault.ReadOnly, Assert.Throws<StoreException>(() => DirectoryLock.Take(Path.Combine(_directory.FullName, "none"))).Fault);
}
