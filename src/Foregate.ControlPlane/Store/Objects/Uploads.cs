// SPDX-License-Identifier: Apache-2.0
using System.Buffers;

namespace Foregate.ControlPlane.Store.Objects;

/// <summary>Objects that come in parts: begun, brought part by part, and put together or given up.</summary>
internal sealed class Uploads(ObjectStore store)
{
    /// <summary>Begins an upload.</summary>
    /// <param name="object">What the object will be: key, headers, metadata, tags.</param>
    public ObjectFault Begin(string bucket, StoredObject @object, string? checksumAlgorithm, bool isComposite, out Upload? begun)
    {
        var upload = new Upload { Id = ObjectStore.NewId(), Object = @object, Initiated = store.Now, ChecksumAlgorithm = checksumAlgorithm, IsComposite = isComposite };
        begun = upload;
        return store.Alone(() =>
        {
            if (store.Find(bucket) is not { } found)
            {
                return ObjectFault.NoSuchBucket;
            }

            store.Files.Write(bucket, upload);
            store.Remember(found.With(upload));
            return ObjectFault.None;
        });
    }

    /// <param name="key">An upload belongs to its key: under another one, there is no such upload.</param>
    public ObjectFault TryFind(string bucket, string key, string uploadId, out Upload? found)
    {
        found = null;
        if (store.Find(bucket) is not { } contents)
        {
            return ObjectFault.NoSuchBucket;
        }

        found = contents.Uploads.GetValueOrDefault(uploadId);
        return found?.Object.Key == key ? ObjectFault.None : ObjectFault.NoSuchUpload;
    }

    /// <summary>Takes a part, whose bytes are written, in the place of one with its number.</summary>
    public ObjectFault Put(string bucket, string key, string uploadId, UploadPart part, ContentDraft content, out UploadPart stored)
    {
        var kept = part with { ContentId = content.Id, Size = content.Content.Length, LastModified = store.Now };
        stored = kept;
        store.Files.Flush(content);
        return store.Alone(() =>
        {
            if (TryFind(bucket, key, uploadId, out var upload) is var fault and not ObjectFault.None)
            {
                return fault;
            }

            // Whatever happens now, the disk may name it.
            content.Take();
            store.Files.Write(bucket, uploadId, kept);
            store.Remember(store.Find(bucket)!.With(upload! with { Parts = upload.Parts.SetItem(part.Number, kept) }));
            if (upload.Parts.GetValueOrDefault(part.Number) is { } replaced)
            {
                store.Files.DeleteContent(replaced.ContentId);
            }

            return ObjectFault.None;
        });
    }

    /// <summary>Writes the bytes of parts one after the other.</summary>
    /// <param name="seen">Is given all bytes in their order.</param>
    /// <exception cref="FileNotFoundException">A part was replaced, or the upload given up, meanwhile.</exception>
    public async ValueTask JoinAsync(IEnumerable<UploadPart> parts, Stream target, Action<ReadOnlyMemory<byte>> seen, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(256 * 1024);
        try
        {
            foreach (var part in parts)
            {
                await using var source = store.Files.Open(part.ContentId);
                while (await source.ReadAsync(buffer, cancellationToken) is var count and > 0)
                {
                    seen(buffer.AsMemory(0, count));
                    await target.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Forgets an upload and all its parts.</summary>
    public ObjectFault Remove(string bucket, string key, string uploadId) => store.Alone(() =>
    {
        if (TryFind(bucket, key, uploadId, out var upload) is var fault and not ObjectFault.None)
        {
            return fault;
        }

        var contents = store.Find(bucket)!;
        store.Files.DeleteUpload(bucket, uploadId);
        store.Remember(contents with { Uploads = contents.Uploads.Remove(uploadId) });
        foreach (var part in upload!.Parts.Values)
        {
            store.Files.DeleteContent(part.ContentId);
        }

        return ObjectFault.None;
    });
}
