// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Upstream.AwsServices;

namespace Foregate.DataPlane.Tests.Upstream.AwsServices;

public sealed class ActionTargetsTests
{
    [Theory]
    [InlineData("dynamodb", "DynamoDB_20120810.PutItem")]
    [InlineData("streams.dynamodb", "DynamoDBStreams_20120810.PutItem")]
    [InlineData("123456789012.dynamodb", "DynamoDB_20120810.PutItem")]
    [InlineData("api.ecr", "AmazonEC2ContainerRegistry_V20150921.PutItem")]
    [InlineData("states", "AWSStepFunctions.PutItem")]
    [InlineData("events", "AWSEvents.PutItem")]
    [InlineData("sqs", null)]
    [InlineData("sns", null)]
    [InlineData("monitoring", null)]
    [InlineData("bucket.s3", null)]
    public void Services_of_JSON_have_their_own(string service, string? target) => Assert.Equal(target, ActionTargets.Find(service, "PutItem"));
}
