resource "aws_api_gateway_account" "here" {
  cloudwatch_role_arn = aws_iam_role.pets.arn
}

resource "aws_api_gateway_rest_api" "pets" {
  name                     = "pets"
  description              = "The ${var.colour} pets"
  binary_media_types       = ["image/png"]
  minimum_compression_size = 1024

  endpoint_configuration {
    types = ["REGIONAL"]
  }

  tags = {
    colour = var.colour
  }
}

resource "aws_api_gateway_rest_api_policy" "pets" {
  rest_api_id = aws_api_gateway_rest_api.guarded.id
  policy      = data.aws_iam_policy_document.invoke.json
}

resource "aws_api_gateway_rest_api" "guarded" {
  name = "guarded"
}

locals {
  document = jsonencode({
    openapi = "3.0.1"
    info    = { title = "documented", version = var.colour }
    paths = {
      "/pets" = {
        get = {
          responses = { "200" = { description = "ok" } }
          x-amazon-apigateway-integration = {
            type             = "mock"
            requestTemplates = { "application/json" = "{\"statusCode\":200}" }
            responses        = { default = { statusCode = "200" } }
          }
        }
      }
    }
  })
}

resource "aws_api_gateway_rest_api" "documented" {
  name = "documented"
  body = local.document
}

resource "aws_api_gateway_rest_api" "put" {
  name = "documented"
}

resource "aws_api_gateway_rest_api_put" "put" {
  rest_api_id = aws_api_gateway_rest_api.put.id
  body        = local.document
}

resource "aws_api_gateway_resource" "pets" {
  rest_api_id = aws_api_gateway_rest_api.pets.id
  parent_id   = aws_api_gateway_rest_api.pets.root_resource_id
  path_part   = "pets"
}

resource "aws_api_gateway_resource" "pet" {
  rest_api_id = aws_api_gateway_rest_api.pets.id
  parent_id   = aws_api_gateway_resource.pets.id
  path_part   = "{pet}"
}

resource "aws_api_gateway_model" "pet" {
  rest_api_id  = aws_api_gateway_rest_api.pets.id
  name         = "pet"
  description  = "A ${var.colour} pet"
  content_type = "application/json"
  schema       = jsonencode({ type = "object", properties = { name = { type = "string" } } })
}

resource "aws_api_gateway_request_validator" "all" {
  rest_api_id                 = aws_api_gateway_rest_api.pets.id
  name                        = "all"
  validate_request_body       = true
  validate_request_parameters = var.colour == "red"
}

resource "aws_api_gateway_authorizer" "guard" {
  rest_api_id                      = aws_api_gateway_rest_api.pets.id
  name                             = "guard-${var.colour}"
  authorizer_uri                   = aws_lambda_function.pets.invoke_arn
  authorizer_credentials           = aws_iam_role.pets.arn
  authorizer_result_ttl_in_seconds = 60
}

resource "aws_api_gateway_gateway_response" "unauthorized" {
  rest_api_id   = aws_api_gateway_rest_api.pets.id
  response_type = "UNAUTHORIZED"
  status_code   = "401"

  response_templates = {
    "application/json" = "{\"message\":$context.error.messageString}"
  }

  response_parameters = {
    "gatewayresponse.header.X-Colour" = "'${var.colour}'"
  }
}

resource "aws_api_gateway_method" "pets" {
  rest_api_id   = aws_api_gateway_rest_api.pets.id
  resource_id   = aws_api_gateway_resource.pets.id
  http_method   = "GET"
  authorization = "NONE"

  request_parameters = {
    "method.request.querystring.colour" = false
  }
}

resource "aws_api_gateway_method" "post" {
  rest_api_id          = aws_api_gateway_rest_api.pets.id
  resource_id          = aws_api_gateway_resource.pets.id
  http_method          = "POST"
  authorization        = "CUSTOM"
  authorizer_id        = aws_api_gateway_authorizer.guard.id
  api_key_required     = true
  operation_name       = "make"
  request_validator_id = aws_api_gateway_request_validator.all.id

  request_models = {
    "application/json" = aws_api_gateway_model.pet.name
  }
}

resource "aws_api_gateway_method" "pet" {
  rest_api_id   = aws_api_gateway_rest_api.pets.id
  resource_id   = aws_api_gateway_resource.pet.id
  http_method   = "GET"
  authorization = "NONE"

  request_parameters = {
    "method.request.path.pet" = true
  }
}

resource "aws_api_gateway_integration" "pets" {
  rest_api_id = aws_api_gateway_rest_api.pets.id
  resource_id = aws_api_gateway_resource.pets.id
  http_method = aws_api_gateway_method.pets.http_method
  type        = "MOCK"

  request_templates = {
    "application/json" = "{\"statusCode\":200}"
  }
}

resource "aws_api_gateway_integration" "post" {
  rest_api_id             = aws_api_gateway_rest_api.pets.id
  resource_id             = aws_api_gateway_resource.pets.id
  http_method             = aws_api_gateway_method.post.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.pets.invoke_arn
}

resource "aws_api_gateway_integration" "pet" {
  rest_api_id             = aws_api_gateway_rest_api.pets.id
  resource_id             = aws_api_gateway_resource.pet.id
  http_method             = aws_api_gateway_method.pet.http_method
  type                    = "HTTP_PROXY"
  integration_http_method = "GET"
  uri                     = "http://127.0.0.1:9/${var.colour}/{pet}"
  timeout_milliseconds    = 5000

  request_parameters = {
    "integration.request.path.pet" = "method.request.path.pet"
  }
}

resource "aws_api_gateway_method_response" "pets" {
  rest_api_id = aws_api_gateway_rest_api.pets.id
  resource_id = aws_api_gateway_resource.pets.id
  http_method = aws_api_gateway_method.pets.http_method
  status_code = "200"

  response_models = {
    "application/json" = "Empty"
  }

  response_parameters = {
    "method.response.header.X-Colour" = true
  }
}

resource "aws_api_gateway_integration_response" "pets" {
  rest_api_id = aws_api_gateway_rest_api.pets.id
  resource_id = aws_api_gateway_resource.pets.id
  http_method = aws_api_gateway_method.pets.http_method
  status_code = aws_api_gateway_method_response.pets.status_code

  response_templates = {
    "application/json" = "{\"colour\":\"${var.colour}\"}"
  }

  response_parameters = {
    "method.response.header.X-Colour" = "'${var.colour}'"
  }

  depends_on = [aws_api_gateway_integration.pets]
}

resource "aws_api_gateway_documentation_part" "pets" {
  rest_api_id = aws_api_gateway_rest_api.pets.id
  properties  = jsonencode({ description = "Gets the ${var.colour} pets" })

  location {
    type   = "METHOD"
    method = "GET"
    path   = "/pets"
  }
}

resource "aws_api_gateway_documentation_version" "first" {
  rest_api_id = aws_api_gateway_rest_api.pets.id
  version     = "first"
  description = "Of the ${var.colour} pets"

  depends_on = [aws_api_gateway_documentation_part.pets]
}

resource "aws_api_gateway_client_certificate" "pets" {
  description = "Of the ${var.colour} pets"
}

resource "aws_api_gateway_deployment" "pets" {
  rest_api_id = aws_api_gateway_rest_api.pets.id
  description = "Of the ${var.colour} pets"

  triggers = {
    redeployment = sha1(jsonencode([
      aws_api_gateway_integration.pets,
      aws_api_gateway_integration.post,
      aws_api_gateway_integration.pet,
    ]))
  }

  lifecycle {
    create_before_destroy = true
  }

  depends_on = [
    aws_api_gateway_integration_response.pets,
    aws_api_gateway_gateway_response.unauthorized,
  ]
}

resource "aws_api_gateway_stage" "live" {
  rest_api_id           = aws_api_gateway_rest_api.pets.id
  deployment_id         = aws_api_gateway_deployment.pets.id
  stage_name            = "live"
  description           = "The ${var.colour} one"
  client_certificate_id = aws_api_gateway_client_certificate.pets.id
  documentation_version = aws_api_gateway_documentation_version.first.version
  xray_tracing_enabled  = true

  variables = {
    colour = var.colour
  }

  access_log_settings {
    destination_arn = "arn:aws:logs:us-east-1:${data.aws_caller_identity.current.account_id}:log-group:access"
    format          = "$context.requestId ${var.colour}"
  }

  tags = {
    colour = var.colour
  }
}

resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = aws_api_gateway_rest_api.pets.id
  stage_name  = aws_api_gateway_stage.live.stage_name
  method_path = "*/*"

  settings {
    metrics_enabled        = true
    logging_level          = var.colour == "red" ? "INFO" : "ERROR"
    throttling_rate_limit  = 100
    throttling_burst_limit = 200
  }

  depends_on = [aws_api_gateway_account.here]
}

resource "aws_api_gateway_api_key" "shop" {
  name        = "shop"
  description = "Of the ${var.colour} shop"

  tags = {
    colour = var.colour
  }
}

resource "aws_api_gateway_usage_plan" "gold" {
  name        = "gold"
  description = "Of the ${var.colour} shop"

  api_stages {
    api_id = aws_api_gateway_rest_api.pets.id
    stage  = aws_api_gateway_stage.live.stage_name

    throttle {
      path        = "/pets/GET"
      rate_limit  = 5
      burst_limit = 10
    }
  }

  quota_settings {
    limit  = var.colour == "red" ? 1000 : 2000
    offset = 2
    period = "WEEK"
  }

  throttle_settings {
    rate_limit  = 10
    burst_limit = 20
  }
}

resource "aws_api_gateway_usage_plan_key" "shop" {
  key_id        = aws_api_gateway_api_key.shop.id
  key_type      = "API_KEY"
  usage_plan_id = aws_api_gateway_usage_plan.gold.id
}

resource "aws_api_gateway_vpc_link" "inside" {
  name        = "inside"
  description = "To the ${var.colour} inside"
  target_arns = ["arn:aws:elasticloadbalancing:us-east-1:${data.aws_caller_identity.current.account_id}:loadbalancer/net/inside/50dc6c495c0c9188"]
}

data "aws_api_gateway_rest_api" "pets" {
  name = aws_api_gateway_rest_api.pets.name
}

data "aws_api_gateway_resource" "pets" {
  rest_api_id = aws_api_gateway_rest_api.pets.id
  path        = aws_api_gateway_resource.pets.path
}

data "aws_api_gateway_export" "pets" {
  rest_api_id = aws_api_gateway_rest_api.pets.id
  stage_name  = aws_api_gateway_stage.live.stage_name
  export_type = "oas30"
}
