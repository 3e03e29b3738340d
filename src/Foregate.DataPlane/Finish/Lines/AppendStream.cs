// SPDX-License-Identifier: Apache-2.0
using Microsoft.Win32.SafeHandles;

namespace Foregate.DataPlane.Finish.Lines;

/// <summary>
/// A file that takes each write whole or not at all: what a full disk lets through of a write is cut off again. Always writes at the
/// end as it is then, so that the file may be truncated by others while it is open.
/// </summary>
public sealed class AppendStream(string path) : Stream
{
    private readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);

    private readonly Lock _writing = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => RandomAccess.GetLength(_file);

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        // Two logs may have the same file.
        lock (_writing)
        {
            var end = RandomAccess.GetLength(_file);
            try
            {
                RandomAccess.Write(_file, buffer, end);
            }
            catch (Exception)
            {
                if (RandomAccess.GetLength(_file) > end)
                {
                    RandomAccess.SetLength(_file, end);
                }

                throw;
            }
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _file.Dispose();
        base.Dispose(disposing);
    }
}
