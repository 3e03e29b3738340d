// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Emit.Compression;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Emit.Compression;

public sealed class WriterStreamTests
{
    [Fact]
    public void What_is_written_is_in_the_writer_at_once()
    {
        var writer = new ByteWriter();
        using var stream = new WriterStream(writer);
        stream.Write("one "u8);
        stream.Write("xtwox"u8.ToArray(), 1, 3);
        stream.Flush();
        Assert.Equal("one two", Sample.Text(writer.Written));
        Assert.True(stream.CanWrite);
        Assert.False(stream.CanRead || stream.CanSeek);
    }
}
