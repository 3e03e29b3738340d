// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Foregate.DataPlane.Tests.Arrive.Http1;

/// <summary>Every case of the table, whole, behind and before a good request, in single bytes, and split in two at every place.</summary>
public sealed class Http1ConformanceTests
{
    private const string Good = "GET /good HTTP/1.1\r\nHost: a\r\n\r\n";
    private const string Interim = "HTTP/1.1 100 Continue\r\n\r\n";

    /// <summary>Cases up to this size are split at every byte; larger ones after what ends a token or a line, and here and there.</summary>
    private const int SmallCase = 1000;

    public static TheoryData<string> Names => [.. Http1Cases.All.Select(c => c.ToString())];

    [Fact]
    public void Every_case_has_a_name_of_its_own() =>
        Assert.Empty(Http1Cases.All.GroupBy(c => c.ToString()).Where(g => g.Count() > 1).Select(g => g.Key));

    [Theory]
    [MemberData(nameof(Names))]
    public void Answers_as_the_clause_asks(string name)
    {
        var @case = Find(name);
        var (answers, _) = Exchange([@case.Bytes]);
        var answer = Assert.Single(answers);
        Assert.Equal(@case.Status, answer.Status);
        Assert.Equal(!@case.IsServed || @case.Closes, answer.Closes);
        if (@case.Seen is not null)
        {
            Assert.Contains(@case.Seen, answer.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Keeps_in_step_before_and_behind_a_good_request(string name)
    {
        var @case = Find(name);
        var (answers, _) = Exchange([[.. Encoding.Latin1.GetBytes(Good), .. @case.Bytes, .. Encoding.Latin1.GetBytes(Good)]]);
        Assert.Equal(200, answers[0].Status);
        Assert.Contains("GET /good ", answers[0].Text, StringComparison.Ordinal);
        Assert.Equal(@case.Status, answers[1].Status);
        if (!@case.IsServed || @case.Closes)
        {
            // Nothing behind it is ever taken for a request.
            Assert.Equal(2, answers.Count);
            return;
        }

        Assert.Equal(3, answers.Count);
        Assert.Contains("GET /good ", answers[2].Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Reads_the_same_however_its_bytes_arrive(string name)
    {
        byte[] bytes = [.. Find(name).Bytes, .. Encoding.Latin1.GetBytes(Good)];
        var whole = Exchange([bytes]).Text;
        Assert.Equal(whole, Exchange([.. bytes.Select(b => new[] { b })]).Text);
        for (var at = 1; at < bytes.Length; at++)
        {
            if (bytes.Length <= SmallCase || bytes[at - 1] is (byte)'\r' or (byte)'\n' or (byte)' ' or (byte)':' || at % 1021 == 0)
            {
                Assert.Equal(whole, Exchange([bytes[..at], bytes[at..]]).Text);
            }
        }
    }

    private static Http1Case Find(string name) => Http1Cases.All.Single(c => c.ToString() == name);

    private static (List<RawAnswer> Answers, string Text) Exchange(IReadOnlyList<byte[]> pieces)
    {
        using var connection = new MemoryConnection(Handlers.Describe);
        foreach (var piece in pieces)
        {
            connection.Send(piece);
        }

        // A refused connection lingers; then it must end by itself, and one that goes on must not.
        connection.Time.Advance(TimeSpan.FromSeconds(2));
        var text = connection.Received.Replace(Interim, "", StringComparison.Ordinal);
        var answers = RawAnswer.ParseAll(text);
        Assert.Equal(answers[^1].Closes, connection.Run.IsCompletedSuccessfully);
        connection.FinishSending();
        Assert.True(connection.Run.IsCompletedSuccessfully);
        Assert.False(connection.IsAborted);
        return (answers, text);
    }
}
