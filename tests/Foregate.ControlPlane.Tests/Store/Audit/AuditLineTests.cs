// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.ControlPlane.Store.Audit;

namespace Foregate.ControlPlane.Tests.Store.Audit;

public sealed class AuditLineTests
{
    private static readonly AuditEntry s_entry = new() { Principal = "p\",\"hash\":\"", AccountId = "a", Region = "r", Source = "s\n", Operation = "o", Status = 200 };
    private readonly byte[] _key = new byte[32];

    [Fact]
    public void Is_read_as_it_was_written_whatever_a_caller_claims()
    {
        var (line, hash) = AuditLine.Write(s_entry, 7, DateTimeOffset.UnixEpoch, AuditLine.Beginning, _key);
        Assert.Equal((byte)'\n', line[^1]);
        Assert.Equal(1, line.Count(value => value == '\n'));
        var read = AuditLine.Read(line.AsSpan(..^1), _key)!.Value;
        Assert.Equal(7, read.Sequence);
        Assert.Equal(hash, read.Hash);
        Assert.Equal(AuditLine.Beginning, read.Previous);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("x,\"hash\":\"zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz\"}")]
    public void Other_lines_are_none(string line) => Assert.Null(AuditLine.Read(Encoding.UTF8.GetBytes(line), _key));
}
