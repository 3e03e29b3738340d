// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamOthers;

public sealed class SimpleTableTests
{
    [Theory]
    [InlineData("", """{"AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}], "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}], "BillingMode": "PAY_PER_REQUEST"}""")]
    [InlineData("PrimaryKey: {Name: n, Type: Number}, ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: 2}, Tags: {a: b}", """{"AttributeDefinitions": [{"AttributeName": "n", "AttributeType": "N"}], "KeySchema": [{"AttributeName": "n", "KeyType": "HASH"}], "ProvisionedThroughput": {"ReadCapacityUnits": 1, "WriteCapacityUnits": 2}, "Tags": [{"Key": "a", "Value": "b"}]}""")]
    public void A_table_has_one_key(string properties, string table) =>
        ApiTemplates.Same(table, ApiTemplates.Properties($"Resources: {{A: {{Type: AWS::Serverless::SimpleTable, Properties: {{{properties}}}}}}}"));

    [Theory]
    [InlineData("PrimaryKey: {Name: n, Type: Date}", "Invalid 'Type' \"Date\".")]
    [InlineData("PrimaryKey: {Name: n}", "Property 'PrimaryKey.Type' is required.")]
    public void Refuses_what_is_no_key(string properties, string cause) =>
        Assert.EndsWith(cause, ApiTemplates.Fault($"Resources: {{A: {{Type: AWS::Serverless::SimpleTable, Properties: {{{properties}}}}}}}").Cause, StringComparison.Ordinal);
}
