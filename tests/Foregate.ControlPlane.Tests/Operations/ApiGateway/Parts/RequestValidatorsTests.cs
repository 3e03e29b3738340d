// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Operations.ApiGateway.Parts;

namespace Foregate.ControlPlane.Tests.Operations.ApiGateway.Parts;

public sealed class RequestValidatorsTests
{
    private readonly RestGround _ground = new();

    [Fact]
    public void Makes_changes_and_deletes()
    {
        var validator = _ground.Do(RequestValidators.CreateRequestValidator(_ground.Account, _ground.ApiId, new() { Name = "both", ValidateRequestBody = true }, Ground.Context));
        Assert.Equal(("both", true, false), (validator.Name, validator.ValidateRequestBody, validator.ValidateRequestParameters));
        _ground.Do(RequestValidators.UpdateRequestValidator(_ground.Account, _ground.ApiId, validator.Id, new() { ValidateRequestParameters = true }));
        var changed = RequestValidators.GetRequestValidator(_ground.Account, _ground.ApiId, validator.Id).Done();
        Assert.Equal((null, false, true), (changed.Name, changed.ValidateRequestBody, changed.ValidateRequestParameters));
        _ground.Do(Methods.PutMethod(_ground.Account, _ground.ApiId, _ground.RootId, new() { HttpMethod = "GET", RequestValidatorId = validator.Id }));
        RequestValidators.DeleteRequestValidator(_ground.Account, _ground.ApiId, validator.Id)
            .Refused(409, $"Cannot delete validator '{validator.Id}', is referenced in method request: //GET");
        _ground.Do(Methods.DeleteMethod(_ground.Account, _ground.ApiId, _ground.RootId, "GET"));
        _ground.Do(RequestValidators.DeleteRequestValidator(_ground.Account, _ground.ApiId, validator.Id));
        RequestValidators.GetRequestValidator(_ground.Account, _ground.ApiId, validator.Id).Refused(404, "Invalid Request Validator identifier specified");
    }

    [Fact]
    public void Speaks_of_a_bad_request_where_there_is_no_API() =>
        RequestValidators.CreateRequestValidator(_ground.Account, "nobody", new(), Ground.Context).Refused(400, "Invalid REST API identifier specified");
}
