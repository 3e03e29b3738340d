// SPDX-License-Identifier: Apache-2.0
// An app of CDK with each kind of API, whose function comes as an asset: node cdk-app.cjs is what cdk.json says.
const cdk = require("aws-cdk-lib");
const rest = require("aws-cdk-lib/aws-apigateway");
const http = require("aws-cdk-lib/aws-apigatewayv2");
const { HttpJwtAuthorizer } = require("aws-cdk-lib/aws-apigatewayv2-authorizers");
const { HttpLambdaIntegration, WebSocketLambdaIntegration } = require("aws-cdk-lib/aws-apigatewayv2-integrations");
const lambda = require("aws-cdk-lib/aws-lambda");

const app = new cdk.App();
const stack = new cdk.Stack(app, "Pets", { env: { account: "000000000000", region: "us-east-1" } });
const pets = new lambda.Function(stack, "Function", {
  functionName: "pets", runtime: lambda.Runtime.NODEJS_22_X, handler: "index.handler", code: lambda.Code.fromAsset("function"),
});

const api = new rest.RestApi(stack, "Rest", { restApiName: "pets", deployOptions: { stageName: "v1" } });
api.root.addMethod("GET", new rest.LambdaIntegration(pets));
api.root.addResource("mock").addMethod(
  "GET",
  new rest.MockIntegration({ requestTemplates: { "application/json": '{"statusCode": 200}' }, integrationResponses: [{ statusCode: "200", responseTemplates: { "application/json": '{"mock": true}' } }] }),
  { methodResponses: [{ statusCode: "200" }], apiKeyRequired: true },
);
const model = api.addModel("Pet", { contentType: "application/json", schema: { type: rest.JsonSchemaType.OBJECT, required: ["name"] } });
const guarded = api.root.addResource("guarded");
guarded.addMethod("POST", new rest.LambdaIntegration(pets), { requestModels: { "application/json": model }, requestValidatorOptions: { validateRequestBody: true } });
guarded.addMethod("GET", new rest.LambdaIntegration(pets), { authorizer: new rest.TokenAuthorizer(stack, "Token", { handler: pets }) });
const key = api.addApiKey("Key", { value: "abcdefghijklmnopqrstuvwxyz" });
const plan = api.addUsagePlan("Plan", { throttle: { rateLimit: 1000, burstLimit: 1000 }, apiStages: [{ api, stage: api.deploymentStage }] });
plan.addApiKey(key);

const pages = new http.HttpApi(stack, "Http", { apiName: "pets" });
pages.addRoutes({ path: "/{proxy+}", methods: [http.HttpMethod.GET], integration: new HttpLambdaIntegration("Pages", pets) });
pages.addRoutes({
  path: "/guarded", methods: [http.HttpMethod.POST], integration: new HttpLambdaIntegration("Guarded", pets),
  authorizer: new HttpJwtAuthorizer("Jwt", "https://issuer.example", { jwtAudience: ["pets"] }),
});

const socket = new http.WebSocketApi(stack, "Socket", { defaultRouteOptions: { integration: new WebSocketLambdaIntegration("Said", pets) } });
new http.WebSocketStage(stack, "SocketStage", { webSocketApi: socket, stageName: "v1", autoDeploy: true });

new cdk.CfnOutput(stack, "RestId", { value: api.restApiId });
new cdk.CfnOutput(stack, "HttpId", { value: pages.apiId });
