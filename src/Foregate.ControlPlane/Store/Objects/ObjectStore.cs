// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Foregate.ControlPlane.Store.Objects;

/// <summary>
/// Buckets and objects: what deployment tools put down for somebody to take. What was acknowledged is on the disk; a reader sees an object whole or not
/// at all. What cannot be written or read throws <see cref="IOException"/>, <see cref="UnauthorizedAccessException"/> or <see cref="StoreException"/>.
/// </summary>
public sealed class ObjectStore : IDisposable
{
    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly bool _isTemporary;
    private readonly ObjectFiles _files;
    private readonly Lock _writing = new();
    private ImmutableDictionary<string, BucketContents>? _buckets;

    /// <param name="folder">Absolute. It is read at first use: a start does not pay for it.</param>
    /// <param name="isTemporary">Whether it goes with the store.</param>
    public ObjectStore(string folder, TimeProvider time, bool isTemporary = false)
    {
        _folder = folder;
        _time = time;
        _isTemporary = isTemporary;
        _files = new ObjectFiles(folder);
        Uploads = new Uploads(this);
    }

    /// <summary>Of all accounts, by name.</summary>
    public IEnumerable<Bucket> Buckets => All.Values.Select(static contents => contents.Bucket).OrderBy(static bucket => bucket.Name, StringComparer.Ordinal);

    /// <summary>Objects that come in parts.</summary>
    internal Uploads Uploads { get; }

    internal ObjectFiles Files => _files;

    internal DateTimeOffset Now => _time.GetUtcNow();

    private ImmutableDictionary<string, BucketContents> All
    {
        get
        {
            if (Volatile.Read(ref _buckets) is { } buckets)
            {
                return buckets;
            }

            lock (_writing)
            {
                return _buckets ??= _files.Load();
            }
        }
    }

    public Bucket? FindBucket(string name) => Find(name)?.Bucket;

    internal BucketContents? Find(string name) => All.GetValueOrDefault(name);

    /// <summary>Makes a bucket that is not there.</summary>
    public ObjectFault CreateBucket(string accountId, string region, string name)
    {
        lock (_writing)
        {
            if (Find(name)?.Bucket is { } found)
            {
                return found.AccountId == accountId ? ObjectFault.BucketAlreadyOwnedByYou : ObjectFault.BucketAlreadyExists;
            }

            if (!Bucket.IsName(name))
            {
                return ObjectFault.InvalidBucketName;
            }

            var bucket = new Bucket { Name = name, AccountId = accountId, Region = region, Created = Now };
            _files.Write(bucket);
            Remember(new BucketContents(bucket));
            return ObjectFault.None;
        }
    }

    /// <summary>Makes a bucket, unless the account has it already.</summary>
    public ObjectFault EnsureBucket(string accountId, string region, string name) =>
        CreateBucket(accountId, region, name) is var fault && fault == ObjectFault.BucketAlreadyOwnedByYou ? ObjectFault.None : fault;

    public ObjectFault DeleteBucket(string name)
    {
        lock (_writing)
        {
            if (Find(name) is not { } found)
            {
                return ObjectFault.NoSuchBucket;
            }

            if (!found.Objects.IsEmpty)
            {
                return ObjectFault.BucketNotEmpty;
            }

            _files.DeleteBucket(name);
            Volatile.Write(ref _buckets, All.Remove(name));
            foreach (var part in found.Uploads.Values.SelectMany(static upload => upload.Parts.Values))
            {
                _files.DeleteContent(part.ContentId);
            }

            return ObjectFault.None;
        }
    }

    /// <summary>Changes what was said of a bucket.</summary>
    public ObjectFault Change(string name, Func<Bucket, Bucket> change)
    {
        lock (_writing)
        {
            if (Find(name) is not { } found)
            {
                return ObjectFault.NoSuchBucket;
            }

            var changed = change(found.Bucket);
            _files.Write(changed);
            Remember(found with { Bucket = changed });
            return ObjectFault.None;
        }
    }

    /// <summary>Where the bytes of a new object are written before it is put.</summary>
    public ContentDraft Begin()
    {
        _ = All;
        return _files.Begin();
    }

    /// <summary>Puts an object, whose bytes are written, under its key.</summary>
    /// <param name="object">What it is; size, version and time are set here.</param>
    /// <param name="mayReplace">Asked about what lies there now; <see langword="null"/> for no condition.</param>
    public ObjectFault Put(string bucket, StoredObject @object, ContentDraft content, out StoredObject stored, Func<StoredObject?, bool>? mayReplace = null)
    {
        stored = @object with { ContentId = content.Id, Size = content.Content.Length };
        _files.Flush(content);
        lock (_writing)
        {
            if (Find(bucket) is not { } found)
            {
                return ObjectFault.NoSuchBucket;
            }

            var before = found.Objects.GetValueOrDefault(@object.Key) ?? new ObjectVersions { Key = @object.Key, Versions = [] };
            if (mayReplace is not null && !mayReplace(before.Versions.IsEmpty ? null : before.Current))
            {
                return ObjectFault.PreconditionFailed;
            }

            stored = stored with { VersionId = NextVersion(found.Bucket), LastModified = Now };
            Replace(found, before, before.With(stored), content);
            return ObjectFault.None;
        }
    }

    /// <summary>Deletes a version; without one, the object, of which a versioned bucket keeps what there was under a mark.</summary>
    /// <param name="deleted">The mark that was made, or the version that went; <see langword="null"/> when there was nothing.</param>
    public ObjectFault Delete(string bucket, string key, string? versionId, out StoredObject? deleted)
    {
        deleted = null;
        lock (_writing)
        {
            if (Find(bucket) is not { } found)
            {
                return ObjectFault.NoSuchBucket;
            }

            var before = found.Objects.GetValueOrDefault(key);
            if (versionId is not null || found.Bucket.Versioning is null)
            {
                deleted = before?.Find(versionId ?? StoredObject.NullVersion);
                if (deleted is not null)
                {
                    Replace(found, before!, before!.Without(deleted.VersionId), null);
                }

                return ObjectFault.None;
            }

            before ??= new ObjectVersions { Key = key, Versions = [] };
            deleted = new StoredObject { Key = key, VersionId = NextVersion(found.Bucket), IsDeleteMarker = true, LastModified = Now };
            Replace(found, before, before.With(deleted), null);
            return ObjectFault.None;
        }
    }

    /// <summary>Changes what is known of an object, not its bytes.</summary>
    public ObjectFault Change(string bucket, StoredObject version, Func<StoredObject, StoredObject> change)
    {
        lock (_writing)
        {
            if (Find(bucket) is not { } found || found.Objects.GetValueOrDefault(version.Key) is not { } before || before.Find(version.VersionId) is null)
            {
                return ObjectFault.NoSuchKey;
            }

            Replace(found, before, before with { Versions = [.. before.Versions.Select(other => other.VersionId == version.VersionId ? change(other) : other)] }, null);
            return ObjectFault.None;
        }
    }

    /// <summary>Finds an object, or says why there is none for the account.</summary>
    /// <param name="versionId"><see langword="null"/> for the newest.</param>
    public ObjectFault TryFind(string accountId, string bucket, string key, string? versionId, out StoredObject? found)
    {
        found = null;
        if (Find(bucket) is not { } contents)
        {
            return ObjectFault.NoSuchBucket;
        }

        if (contents.Bucket.AccountId != accountId)
        {
            return ObjectFault.AccessDenied;
        }

        var versions = contents.Objects.GetValueOrDefault(key);
        found = versionId is null ? versions?.Latest : versions?.Find(versionId);
        return found is null ? versionId is null ? ObjectFault.NoSuchKey : ObjectFault.NoSuchVersion
            : !found.IsDeleteMarker ? ObjectFault.None
            : versionId is null ? ObjectFault.NoSuchKey : ObjectFault.MethodNotAllowed;
    }

    /// <summary>Opens an object, or says why there is none for the account.</summary>
    /// <param name="versionId"><see langword="null"/> for the newest.</param>
    public ObjectFault TryOpen(string accountId, string bucket, string key, string? versionId, [NotNullWhen(true)] out OpenObject? opened)
    {
        while (true)
        {
            opened = null;
            var fault = TryFind(accountId, bucket, key, versionId, out var found);
            if (fault != ObjectFault.None)
            {
                return fault;
            }

            try
            {
                opened = new OpenObject(found!, _files.Open(found!.ContentId));
                return ObjectFault.None;
            }
            catch (FileNotFoundException) when (TryFind(accountId, bucket, key, versionId, out var now) != ObjectFault.None || now!.ContentId != found!.ContentId)
            {
                // Replaced in this moment: what is there now is opened.
            }
        }
    }

    /// <summary>A name for an upload, or for a version: 32 letters and digits that nobody can guess.</summary>
    internal static string NewId() => RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 32);

    /// <summary>Runs with no other writer beside it.</summary>
    internal T Alone<T>(Func<T> write)
    {
        lock (_writing)
        {
            return write();
        }
    }

    internal void Remember(BucketContents contents) => Volatile.Write(ref _buckets, All.SetItem(contents.Bucket.Name, contents));

    public void Dispose()
    {
        if (_isTemporary && Directory.Exists(_folder))
        {
            ObjectFiles.ForgetFolder(_folder);
        }
    }

    private static string NextVersion(Bucket bucket) => bucket.IsVersioned ? NewId() : StoredObject.NullVersion;

    /// <summary>Writes what lies under a key now, and deletes the bytes that nobody names after it.</summary>
    private void Replace(BucketContents bucket, ObjectVersions before, ObjectVersions after, ContentDraft? content)
    {
        try
        {
            _files.Write(bucket.Bucket.Name, after);
            content?.Take();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Nobody knows how far it came: what the disk says counts, and what it may name stays.
            content?.Take();
            Remember(bucket.With(_files.ReadVersions(bucket.Bucket.Name, after.Key)));
            throw;
        }

        Remember(bucket.With(after));
        foreach (var gone in before.Versions.Where(version => !after.Versions.Any(other => other.ContentId == version.ContentId)))
        {
            if (gone.ContentId.Length > 0)
            {
                _files.DeleteContent(gone.ContentId);
            }
        }
    }
}
