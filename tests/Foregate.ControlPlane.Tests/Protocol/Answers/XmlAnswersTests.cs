// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Protocol.Answers;
using Foregate.ControlPlane.Protocol.Shapes;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Tests.Protocol.Answers;

public sealed class XmlAnswersTests
{
    private static readonly ServiceModel s_model = ModelReader.Read("""
        operation Do POST / 200 - Out
        operation Drop POST / 200 - -
        structure Out
        . Names List
        . Tags Map wire=tags
        . At Time
        . On Flag
        . Gone Text
        list List Text
        map Map Text Text
        string Text
        timestamp Time
        boolean Flag
        """u8);

    [Fact]
    public void Values_are_written_in_the_order_and_form_of_their_shape() => Assert.Equal(
        """
        <DoResponse xmlns="https://x/">
          <DoResult>
            <Names>
              <member>a&lt;b</member>
              <member>\u0000c</member>
            </Names>
            <tags>
              <entry>
                <key>k</key>
                <value>v</value>
              </entry>
            </tags>
            <At>2026-01-02T03:04:05Z</At>
            <On>true</On>
          </DoResult>
          <ResponseMetadata>
            <RequestId>id</RequestId>
          </ResponseMetadata>
        </DoResponse>

        """,
        Text(XmlAnswers.Write(
            s_model.Find("Do")!,
            WireValue.Structure(
                ("On", true),
                ("At", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)),
                ("Names", WireValue.List(["a<b", "\0c"])),
                ("Tags", WireValue.Map([KeyValuePair.Create("k", "v")]))),
            "https://x/",
            "id")));

    [Fact]
    public void What_gives_nothing_has_no_result() => Assert.DoesNotContain("DropResult", Text(XmlAnswers.Write(s_model.Find("Drop")!, WireValue.Empty, "https://x/", "id")), StringComparison.Ordinal);

    [Fact]
    public void Errors_say_whose_fault_they_are()
    {
        Assert.Contains("<Type>Receiver</Type>", Text(XmlAnswers.Write(AwsError.NotStored("x"), "https://x/", "id")), StringComparison.Ordinal);
        var answer = XmlAnswers.Write(AwsError.NotFound("\ud800 😀"), "https://x/", "id");
        Assert.Equal(404, answer.StatusCode);
        Assert.Contains("<Message>\\ud800 😀</Message>", Text(answer), StringComparison.Ordinal);
    }

    private static string Text(ProtocolAnswer answer) => Encoding.UTF8.GetString(answer.Body.Span);
}
