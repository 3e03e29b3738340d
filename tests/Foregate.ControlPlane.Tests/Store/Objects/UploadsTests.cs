// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Store.Objects;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.ControlPlane.Tests.Store.Objects;

public sealed class UploadsTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"foregate-{Guid.NewGuid():N}");
    private readonly FakeTimeProvider _time = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_upload_goes_on_after_a_restart()
    {
        var store = new ObjectStore(_folder, _time);
        store.CreateBucket("123456789012", "us-east-1", "bucket");
        store.Uploads.Begin("bucket", new StoredObject { Key = "k" }, "CRC32", isComposite: true, out var upload);
        Put(store, upload!.Id, 2, "b"u8);
        Put(store, upload.Id, 1, "x"u8);
        Put(store, upload.Id, 1, "a"u8);

        var again = new ObjectStore(_folder, _time);
        Assert.Equal(ObjectFault.None, again.Uploads.TryFind("bucket", "k", upload.Id, out var found));
        Assert.Equal(("CRC32", true), (found!.ChecksumAlgorithm, found.IsComposite));
        using var whole = new MemoryStream();
        await again.Uploads.JoinAsync(found.Parts.Values, whole, static _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal("ab"u8.ToArray(), whole.ToArray());
        Assert.Equal(2, Directory.GetFiles(Path.Combine(_folder, "content")).Length);

        Assert.Equal(ObjectFault.NoSuchUpload, again.Uploads.TryFind("bucket", "other", upload.Id, out _));
        Assert.Equal(ObjectFault.None, again.Uploads.Remove("bucket", "k", upload.Id));
        Assert.Equal(ObjectFault.NoSuchUpload, again.Uploads.Remove("bucket", "k", upload.Id));
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder, "content")));
        Assert.Empty(new ObjectStore(_folder, _time).Find("bucket")!.Uploads);
    }

    [Fact]
    public void A_bucket_takes_its_uploads_along()
    {
        var store = new ObjectStore(_folder, _time);
        store.CreateBucket("123456789012", "us-east-1", "bucket");
        store.Uploads.Begin("bucket", new StoredObject { Key = "k" }, null, isComposite: false, out var upload);
        Put(store, upload!.Id, 1, "a"u8);
        Assert.Equal(ObjectFault.None, store.DeleteBucket("bucket"));
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder, "content")));
        Assert.Empty(Directory.GetDirectories(Path.Combine(_folder, "buckets")));
        Assert.Equal(ObjectFault.NoSuchBucket, store.Uploads.TryFind("bucket", "k", upload.Id, out _));
    }

    private static void Put(ObjectStore store, string upload, int number, ReadOnlySpan<byte> bytes)
    {
        using var draft = store.Begin();
        draft.Content.Write(bytes);
        var part = new UploadPart { Number = number, ContentId = "", Size = 0, ETag = "", LastModified = default };
        Assert.Equal(ObjectFault.None, store.Uploads.Put("bucket", "k", upload, part, draft, out var stored));
        Assert.Equal(bytes.Length, stored.Size);
    }
}
