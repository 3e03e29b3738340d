// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.ApiGateway.Parts;

namespace Foregate.ControlPlane.Tests.Operations.ApiGateway.Parts;

public sealed class ModelTemplatesTests
{
    private readonly RestGround _ground = new();

    [Fact]
    public void Writes_members_with_samples_and_a_loop_for_each_list()
    {
        Assert.Equal("#set($inputRoot = $input.path('$'))\n{ }", Template("Empty"));
        Assert.Equal("#set($inputRoot = $input.path('$'))\n{\n  \"message\" : \"foo\"\n}", Template("Error"));
        const string schema = """{"type":"array","items":{"type":"object","properties":{"id":{"type":"integer"},"price":{"type":"number"},"old":{"type":"boolean"}}}}""";
        _ground.Do(Models.CreateModel(_ground.Account, _ground.ApiId, new Models.CreateModelRequest { Name = "Pets", ContentType = "application/json", Schema = schema }, Ground.Context));
        Assert.Equal(
            "#set($inputRoot = $input.path('$'))\n[\n#foreach($elem in $inputRoot)\n  {\n    \"id\" : 42,\n    \"price\" : 42.0,\n    \"old\" : true\n  }#if($foreach.hasNext),#end\n#end\n]",
            Template("Pets"));
    }

    [Fact]
    public void Ends_where_a_model_names_itself()
    {
        var schema = $$$$$"""{"type":"object","properties":{"next":{"$ref":"https://apigateway.amazonaws.com/restapis/{{{{{_ground.ApiId}}}}}/models/Node"}}}""";
        _ground.Do(Models.CreateModel(_ground.Account, _ground.ApiId, new Models.CreateModelRequest { Name = "Node", ContentType = "application/json", Schema = schema }, Ground.Context));
        Assert.EndsWith("}", Template("Node"), StringComparison.Ordinal);
        ModelTemplates.GetModelTemplate(_ground.Account, _ground.ApiId, "Nobody").Refused(404, "Invalid model name specified: Nobody");
    }

    [Fact]
    public void Stays_small_where_models_name_each_other_many_times()
    {
        var next = $$$$$"""{"type":"object","properties":{"next":{"$ref":"https://apigateway.amazonaws.com/restapis/{{{{{_ground.ApiId}}}}}/models/Node"}}}""";
        var schema = "{\"type\":\"object\",\"properties\":{" + string.Join(',', Enumerable.Range(0, 50).Select(index => $"\"m{index}\":{next}")) + "}}";
        _ground.Do(Models.CreateModel(_ground.Account, _ground.ApiId, new Models.CreateModelRequest { Name = "Node", ContentType = "application/json", Schema = schema }, Ground.Context));
        Assert.InRange(Template("Node").Length, 300 * 1024, 1024 * 1024);
    }

    private string Template(string model) => ModelTemplates.GetModelTemplate(_ground.Account, _ground.ApiId, model).Done();
}
