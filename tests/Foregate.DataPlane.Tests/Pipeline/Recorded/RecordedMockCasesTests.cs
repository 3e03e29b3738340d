// SPDX-License-Identifier: Apache-2.0
using System.Text.Json.Nodes;

namespace Foregate.DataPlane.Tests.Pipeline.Recorded;

/// <summary>The cases that ask nobody and were recorded on AWS, through the whole gateway. Those that need what is not here are listed with the reason.</summary>
public sealed class RecordedMockCasesTests
{
    private const string RefModels = "test_api_gateway_request_validator_with_ref_models";

    private static readonly Dictionary<string, string> s_elsewhere = new(StringComparer.Ordinal)
    {
        ["test_api_gateway_mock_integration"] = "the API is imported from a document: RecordedCasesTests runs it on the built program",
        ["test_proxy_routing_with_hardcoded_resource_sibling"] = "nothing was recorded; ResourceTreeTests has the like",
        ["test_routing_with_hardcoded_resource_sibling_order"] = "nothing was recorded; ResourceTreeTests has the like",
    };

    [Fact]
    public async Task Mocks_answer_as_recorded()
    {
        var compared = 0;
        foreach (var recorded in RecordedCase.Alone().Where(static each => each.Name.StartsWith("test_mock_integration_response[", StringComparison.Ordinal)))
        {
            await using var gateway = await RecordedGateway.StartAsync(recorded);
            var request = Assert.Single(recorded.Requests);
            var answer = await gateway.SendAsync(request);
            Assert.Equal($"{recorded.Name}: 200", $"{recorded.Name}: {answer.Status}");
            new RecordedComparison().Compare(request["recorded"]!["mock-response"], JsonNode.Parse(answer.Body), recorded.Name);
            compared++;
        }

        Assert.Equal(12, compared);
    }

    [Theory]
    [InlineData("True")]
    [InlineData("False")]
    public async Task What_a_request_template_overrides_carries_to_the_answer(string hasTemplate)
    {
        var recorded = RecordedCase.Of($"test_integration_mock_with_response_override_in_request_template[{hasTemplate}]");
        await using var gateway = await RecordedGateway.StartAsync(recorded);
        var answer = await gateway.SendAsync(recorded.Requests.Last());
        var expected = recorded.Loose["response"]!;
        Assert.Equal((int)expected["status_code"]!, answer.Status);
        Assert.Equal("bar", RecordedCase.Text(answer.Lowered()["foo"]));
        if (hasTemplate == "True")
        {
            new RecordedComparison().Compare(expected["body"], JsonNode.Parse(answer.Body), recorded.Name);
        }
        else
        {
            Assert.Equal(RecordedCase.Text(expected["body"]), $"b'{answer.Body}'");
        }
    }

    [Fact]
    public async Task A_body_is_held_against_a_model_that_names_another()
    {
        var recorded = RecordedCase.Of(RefModels);
        await using var gateway = await RecordedGateway.StartAsync(recorded);
        var (taken, refused) = (recorded.Requests.First(), recorded.Requests.Last());
        var answer = await gateway.SendAsync(taken);
        Assert.Equal(200, answer.Status);
        new RecordedComparison().Compare(taken["recorded"]!["successful"], JsonNode.Parse(answer.Body), recorded.Name);
        answer = await gateway.SendAsync(refused);
        Assert.Equal(400, answer.Status);
        new RecordedComparison().Compare(refused["recorded"]!["failed-validation"], JsonNode.Parse(answer.Body), recorded.Name);
    }

    [Fact]
    public void Every_case_is_run_or_says_why_not() => Assert.All(
        RecordedCase.Alone().Select(static each => each.Name),
        static name => Assert.True(
            s_elsewhere.ContainsKey(name) || name == RefModels || name.StartsWith("test_mock_integration_response[", StringComparison.Ordinal)
            || name.StartsWith("test_integration_mock_with_response_override_in_request_template[", StringComparison.Ordinal),
            name));
}
