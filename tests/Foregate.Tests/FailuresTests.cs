// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Tests;

public sealed class FailuresTests
{
    public static TheoryData<string> All => new(Everything().Select(failure => failure.Code));

    [Theory]
    [MemberData(nameof(All))]
    public void Cause_and_cure_are_a_sentence_each(string code)
    {
        var failure = Everything().Single(failure => failure.Code == code);
        Assert.EndsWith(".", failure.Cause, StringComparison.Ordinal);
        Assert.EndsWith(".", failure.Cure, StringComparison.Ordinal);
        Assert.DoesNotContain("..", failure.ToString(), StringComparison.Ordinal);
        Assert.Equal($"error {code}: {failure.Cause} {failure.Cure}", failure.ToString());
        Assert.NotEqual(0, failure.ExitCode);
    }

    [Fact]
    public void Codes_are_given_once() => Assert.Equal(Everything().Count(), Everything().Select(failure => failure.Code).Distinct().Count());

    private static IEnumerable<Failure> Everything() =>
    [
        Failures.Usage("Wrong."), Failures.Listener("Mend it."), Failures.Account("1"), Failures.Region("R"), Failures.Upstream("u"), Failures.TrustedProxy("p"),
        Failures.CertificateKeyAlone(), Failures.Drain("-1"), Failures.StageName("/"), Failures.ManagementUrl("m"), Failures.ManagementTls("m"), Failures.SameAddress("a", "b"), Failures.CertificateUnused(), Failures.Unreadable("f", "gone."),
        Failures.NotBound("a", "taken."), Failures.Certificate("c", "bad."), Failures.AccessLog("l", "full."), Failures.ExecutionLog("l", "full."), Failures.DataDirectory("d", "denied."),
        Failures.NoManagement("m", "refused."), Failures.NoDecision("i"), Failures.Unexpected("boom."), Failures.NoDocument("--stage"),
        Failures.Store("d", "broken."), Failures.Backup("f", "full."), Failures.Restore("f", "full."), Failures.Unstored("f", "full."), Failures.AuditBroken("line 3: changed."), Failures.NoAudit("d"), Failures.NotExplained("no request."),
    ];
}
