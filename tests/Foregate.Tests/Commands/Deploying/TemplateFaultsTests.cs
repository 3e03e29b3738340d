// SPDX-License-Identifier: Apache-2.0
using Foregate.Commands.Deploying;

namespace Foregate.Tests.Commands.Deploying;

public sealed class TemplateFaultsTests
{
    [Fact]
    public void A_list_of_faults_becomes_lines_of_the_file() => Assert.Equal(
        [
            "pets.yaml:2:3: error FG202: Name must be non-empty. Change the properties of Api (all). [#/Resources/Api/Properties/Name]",
            "pets.yaml:10:1: error FG202: Circular dependency; between [A, B]. Take out one. [#/Resources/A]",
        ],
        TemplateFaults.Lines(
            "Name must be non-empty (template:2:3, #/Resources/Api/Properties/Name: Change the properties of Api (all)); Circular dependency; between [A, B] (template:10:1, #/Resources/A: Take out one)",
            "pets.yaml"));

    [Theory]
    [InlineData("")]
    [InlineData("Stack [pets] does not exist")]
    [InlineData("Broken (template:2:3, #/A: Mend it); and something else")]
    public void What_is_no_such_list_is_told_as_it_is(string text) => Assert.Empty(TemplateFaults.Lines(text, "pets.yaml"));
}
