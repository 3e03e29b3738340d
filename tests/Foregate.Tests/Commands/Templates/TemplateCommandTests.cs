// SPDX-License-Identifier: Apache-2.0
using Foregate.Tests.Running;

namespace Foregate.Tests.Commands.Templates;

public sealed class TemplateCommandTests
{
    [Fact]
    public async Task Renders_a_template_and_tells_its_steps()
    {
        using var folder = new Folder();
        folder.Write("order.vm", "#set($id = $input.params('id'))\n#set($context.responseOverride.status = 201)\n{\"id\": \"$id\", \"n\": $input.path('$.n'), \"ip\": \"$context.identity.sourceIp\", \"c\": \"$stageVariables.c\"}");
        folder.Write("order.json", "{\"n\": 7}");
        var (code, output) = await ForegateProcess.RunAsync(
            folder.Path, "template", "try", "order.vm", "--input", "order.json", "--param", "id=17", "--context", "identity.sourceIp=10.0.0.1", "--stage-variable", "c=red");
        Assert.Equal(0, code);
        Assert.Contains("{\"id\": \"17\", \"n\": 7, \"ip\": \"10.0.0.1\", \"c\": \"red\"}", output, StringComparison.Ordinal);
        Assert.Contains("line 1    #set($id = $input.params('id')) → 17", output, StringComparison.Ordinal);
        Assert.Contains("line 3    $input.path('$.n') → 7", output, StringComparison.Ordinal);
        Assert.Contains("responseOverride.status = 201", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_the_line_of_a_template_that_is_none()
    {
        using var folder = new Folder();
        folder.Write("bad.vm", "{\n#if($x)\n}");
        var (code, output) = await ForegateProcess.RunAsync(folder.Path, "template", "try", "bad.vm");
        Assert.Equal(3, code);
        Assert.Contains("error FG205: bad.vm: #if has no #end. (line 2, column 1)", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--param", "id", "FG122")]
    [InlineData("--input", "none.json", "FG204")]
    public async Task Refuses_what_it_cannot_use(string option, string value, string error)
    {
        using var folder = new Folder();
        folder.Write("a.vm", "a");
        var (code, output) = await ForegateProcess.RunAsync(folder.Path, "template", "try", "a.vm", option, value);
        Assert.NotEqual(0, code);
        Assert.Contains(error, output, StringComparison.Ordinal);
    }
}
