// SPDX-License-Identifier: Apache-2.0

using System.IO.Compression;
using Foregate.ControlPlane.Operations.Lambda;
using Foregate.Definitions;

namespace Foregate.ControlPlane.Tests.Operations.Lambda;

public sealed class ZipFilesTests
{
    [Fact]
    public void A_full_disk_is_told_and_changes_nothing()
    {
        var context = Zips.Context with { KeepCode = static _ => throw new IOException("No space left on device") };
        Functions.CreateFunction(Ground.Empty, Zips.Request(), context).Refused(500, "The function's archive could not be kept: No space left on device");
    }

    [Fact]
    public void Only_archives_that_hold_something_and_not_too_much_are_taken()
    {
        using var stream = new MemoryStream();
        using (new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
        }

        var small = Zips.Context with { Quotas = new Quotas { FunctionCodeBytes = 4 } };
        Assert.Null(ZipFiles.Check(Zips.Of("one"), "CreateFunction", small));
        Assert.Equal("Unzipped size must be smaller than 4 bytes", ZipFiles.Check(Zips.Of("four"), "CreateFunction", small)!.Message);
        Assert.Equal("Uploaded file must be a non-empty zip", ZipFiles.Check(stream.ToArray(), "CreateFunction", small)!.Message);
        Assert.Equal("Uploaded file must be a non-empty zip", ZipFiles.Check(default, "CreateFunction", small)!.Message);
        Assert.Equal(
            (413, "Request must be smaller than 100 bytes for the UpdateFunctionCode operation"),
            ZipFiles.Check(Zips.Of("one"), "UpdateFunctionCode", Zips.Context with { Quotas = new Quotas { FunctionCodeRequestBytes = 100 } }) is { } error ? (error.StatusCode, error.Message) : default);
    }
}
