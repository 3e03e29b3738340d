// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Foregate.ControlPlane.Store.Files;

namespace Foregate.ControlPlane.Store.Objects;

/// <summary>
/// Where buckets lie in a folder. What a user chose (a key) is never a path: a key's file has the name of its hash, and bytes lie under random names.
/// <code>
/// buckets/{name}/bucket.json
/// buckets/{name}/objects/{SHA-256 of the key}.json
/// buckets/{name}/uploads/{id}/upload.json, {part}.json
/// content/{id}
/// </code>
/// Each file of the index is replaced as a whole, after the bytes that it names are on the disk; what no file names goes at the next start.
/// </summary>
/// <param name="folder">Absolute; made when the first thing is written.</param>
internal sealed class ObjectFiles(string folder)
{
    private const string BucketFile = "bucket.json";
    private const string ObjectFolder = "objects";
    private const string UploadFolder = "uploads";
    private const string UploadFile = "upload.json";

    // No bucket's name begins with a dot.
    private const string Gone = ".gone-";

    private const UnixFileMode OwnersFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private string Buckets => Path.Combine(folder, "buckets");

    private string Contents => Path.Combine(folder, "content");

    public string ContentPath(string id) => Path.Combine(Contents, id);

    /// <summary>A file for bytes, with a name that nobody can guess.</summary>
    public ContentDraft Begin()
    {
        MakeFolder(Contents);
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Read, BufferSize = 128 * 1024, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new ContentDraft(id, ContentPath(id), new FileStream(ContentPath(id), options));
    }

    /// <summary>Nothing is lost any more of what was written, though its name is told nowhere yet.</summary>
    public void Flush(ContentDraft draft)
    {
        draft.Flush();
        DurableFile.FlushDirectory(Contents);
    }

    /// <exception cref="FileNotFoundException">It was deleted.</exception>
    public FileStream Open(string contentId) => new(ContentPath(contentId), new FileStreamOptions
    {
        Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0, Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
    });

    public void Write(Bucket bucket)
    {
        MakeFolder(BucketPath(bucket.Name));
        Write(Path.Combine(BucketPath(bucket.Name), BucketFile), bucket, ObjectJson.Default.Bucket);
        DurableFile.FlushDirectory(Buckets);
    }

    /// <summary>The bucket is gone at once, whatever happens to its files.</summary>
    public void DeleteBucket(string name)
    {
        var gone = Path.Combine(Buckets, $"{Gone}{Guid.NewGuid():N}");
        Directory.Move(BucketPath(name), gone);
        DurableFile.FlushDirectory(Buckets);
        ForgetFolder(gone);
    }

    /// <summary>Without versions, the key is gone.</summary>
    public void Write(string bucket, ObjectVersions versions)
    {
        var path = ObjectPath(bucket, versions.Key);
        if (versions.Versions.IsEmpty)
        {
            File.Delete(path);
            DurableFile.FlushDirectory(Path.GetDirectoryName(path)!);
            return;
        }

        MakeFolder(Path.GetDirectoryName(path)!);
        Write(path, versions, ObjectJson.Default.ObjectVersions);
    }

    /// <summary>What lies under a key now, as the disk has it.</summary>
    public ObjectVersions ReadVersions(string bucket, string key) =>
        File.Exists(ObjectPath(bucket, key)) ? Read(ObjectPath(bucket, key), ObjectJson.Default.ObjectVersions) : new ObjectVersions { Key = key, Versions = [] };

    public void Write(string bucket, Upload upload)
    {
        MakeFolder(UploadPath(bucket, upload.Id));
        Write(Path.Combine(UploadPath(bucket, upload.Id), UploadFile), upload, ObjectJson.Default.Upload);
        DurableFile.FlushDirectory(Path.GetDirectoryName(UploadPath(bucket, upload.Id))!);
    }

    public void Write(string bucket, string uploadId, UploadPart part) =>
        Write(Path.Combine(UploadPath(bucket, uploadId), $"{part.Number}.json"), part, ObjectJson.Default.UploadPart);

    public void DeleteUpload(string bucket, string uploadId)
    {
        // Without its head, an upload is none.
        File.Delete(Path.Combine(UploadPath(bucket, uploadId), UploadFile));
        DurableFile.FlushDirectory(UploadPath(bucket, uploadId));
        ForgetFolder(UploadPath(bucket, uploadId));
    }

    public void DeleteContent(string id) => Forget(ContentPath(id));

    /// <summary>Everything that there is, and nothing else: what a process left behind that ended halfway is deleted.</summary>
    public ImmutableDictionary<string, BucketContents> Load()
    {
        var buckets = ImmutableDictionary.CreateBuilder<string, BucketContents>(StringComparer.Ordinal);
        if (!Directory.Exists(Buckets))
        {
            return buckets.ToImmutable();
        }

        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateDirectories(Buckets))
        {
            if (!File.Exists(Path.Combine(path, BucketFile)))
            {
                ForgetFolder(path);
                continue;
            }

            var contents = new BucketContents(Read(Path.Combine(path, BucketFile), ObjectJson.Default.Bucket));
            if (contents.Bucket.Name != Path.GetFileName(path))
            {
                // A bucket that was on its way out when the process ended.
                ForgetFolder(path);
                continue;
            }

            contents = contents with { Objects = LoadObjects(path, named), Uploads = LoadUploads(path, named) };
            buckets.Add(contents.Bucket.Name, contents);
        }

        if (Directory.Exists(Contents))
        {
            foreach (var path in Directory.EnumerateFiles(Contents).Where(path => !named.Contains(Path.GetFileName(path))))
            {
                Forget(path);
            }
        }

        return buckets.ToImmutable();
    }

    public static void Forget(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Nothing names it: it goes at the next start.
        }
    }

    /// <summary>With everything in it; what cannot be deleted is in nobody's way.</summary>
    public static void ForgetFolder(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It goes at the next start.
        }
    }

    private ImmutableSortedDictionary<string, ObjectVersions> LoadObjects(string bucket, HashSet<string> named)
    {
        var objects = ImmutableSortedDictionary.CreateBuilder<string, ObjectVersions>(KeyOrder.Instance);
        foreach (var path in FilesOf(Path.Combine(bucket, ObjectFolder)))
        {
            var versions = Read(path, ObjectJson.Default.ObjectVersions);
            objects.Add(versions.Key, versions);
            named.UnionWith(versions.Versions.Select(static version => version.ContentId));
        }

        return objects.ToImmutable();
    }

    private static ImmutableDictionary<string, Upload> LoadUploads(string bucket, HashSet<string> named)
    {
        var uploads = ImmutableDictionary.CreateBuilder<string, Upload>(StringComparer.Ordinal);
        var folder = Path.Combine(bucket, UploadFolder);
        foreach (var path in Directory.Exists(folder) ? Directory.EnumerateDirectories(folder) : [])
        {
            if (!File.Exists(Path.Combine(path, UploadFile)))
            {
                ForgetFolder(path);
                continue;
            }

            var parts = FilesOf(path).Where(static file => Path.GetFileName(file) != UploadFile).Select(static file => Read(file, ObjectJson.Default.UploadPart)).ToList();
            var upload = Read(Path.Combine(path, UploadFile), ObjectJson.Default.Upload) with { Parts = parts.ToImmutableSortedDictionary(static part => part.Number, static part => part) };
            uploads.Add(upload.Id, upload);
            named.UnionWith(parts.Select(static part => part.ContentId));
        }

        return uploads.ToImmutable();
    }

    private string BucketPath(string bucket) => Path.Combine(Buckets, bucket);

    private string ObjectPath(string bucket, string key) =>
        Path.Combine(BucketPath(bucket), ObjectFolder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))) + ".json");

    private string UploadPath(string bucket, string uploadId) => Path.Combine(BucketPath(bucket), UploadFolder, uploadId);

    private static IEnumerable<string> FilesOf(string path) => Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.json") : [];

    private static T Read<T>(string path, JsonTypeInfo<T> type)
    {
        using var file = File.OpenRead(path);
        try
        {
            return JsonSerializer.Deserialize(file, type) ?? throw new JsonException("It says null.");
        }
        catch (JsonException exception)
        {
            throw new StoreException(StoreFault.Corrupt, $"{path} is not what was written ({exception.Message}): restore the folder from a backup, or delete this file to give up what it names.", exception);
        }
    }

    private static void Write<T>(string path, T value, JsonTypeInfo<T> type) => DurableFile.Replace(path, stream => JsonSerializer.Serialize(stream, value, type));

    private static void MakeFolder(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        var parent = Path.GetDirectoryName(path)!;
        MakeFolder(parent);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnersFolder);
        }

        DurableFile.FlushDirectory(parent);
    }
}
