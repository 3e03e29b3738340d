// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Store.Objects;

/// <summary>Bytes that are being written and belong to nobody yet. They go with it, unless an object or a part takes them.</summary>
public sealed class ContentDraft : IDisposable
{
    private readonly FileStream _file;
    private bool _isTaken;

    internal ContentDraft(string id, string path, FileStream file)
    {
        Id = id;
        Path = path;
        _file = file;
    }

    internal string Id { get; }

    internal string Path { get; }

    /// <summary>Where the bytes are written.</summary>
    public Stream Content => _file;

    /// <summary>The bytes are on the disk: what names them may be written.</summary>
    internal void Flush()
    {
        _file.Flush(flushToDisk: true);
        _file.Dispose();
    }

    internal void Take() => _isTaken = true;

    public void Dispose()
    {
        try
        {
            _file.Dispose();
        }
        catch (IOException) when (!_isTaken)
        {
            // What was not written yet has no room, and nobody wants it any more.
        }

        if (!_isTaken)
        {
            ObjectFiles.Forget(Path);
        }
    }
}
