// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.Tests.OpenApi.Reading;

public sealed class AttributePathTests
{
    [Theory]
    [InlineData("#/paths/~1pets~1{id}/get/responses/200/schema", "paths.'/pets/{id}'(get).responses.200.schema")]
    [InlineData("#/paths/~1a/get/content/schema/#/components/schemas/M", "paths.'/a'(get).content.schema.#/components/schemas/M")]
    [InlineData("#/paths/~1a/parameters/0", "paths.'/a'.parameters.0")]
    [InlineData("#/info/title", "info.title")]
    [InlineData("#", "")]
    public void Names_places_as_the_parser_of_AWS_does(string documentPath, string expected) => Assert.Equal(expected, AttributePath.Of(documentPath));
}
