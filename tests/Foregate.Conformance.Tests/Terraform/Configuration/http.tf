resource "aws_apigatewayv2_api" "pets" {
  name          = "pets"
  description   = "The ${var.colour} pets"
  protocol_type = "HTTP"
  version       = "1"

  cors_configuration {
    allow_origins = ["https://${var.colour}.shop.example"]
    allow_methods = ["GET", "POST"]
    allow_headers = ["x-colour"]
    max_age       = 300
  }

  tags = {
    colour = var.colour
  }
}

resource "aws_apigatewayv2_vpc_link" "inside" {
  name               = "inside-${var.colour}"
  security_group_ids = ["sg-01"]
  subnet_ids         = ["subnet-01", "subnet-02"]
}

resource "aws_apigatewayv2_authorizer" "tokens" {
  api_id           = aws_apigatewayv2_api.pets.id
  name             = "tokens-${var.colour}"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    audience = ["shop"]
    issuer   = "https://id.shop.example"
  }
}

resource "aws_apigatewayv2_integration" "backend" {
  api_id             = aws_apigatewayv2_api.pets.id
  description        = "The ${var.colour} back end"
  integration_type   = "HTTP_PROXY"
  integration_method = "ANY"
  integration_uri    = "http://127.0.0.1:9/${var.colour}"

  request_parameters = {
    "append:header.x-colour" = var.colour
  }

  response_parameters {
    status_code = "404"

    mappings = {
      "overwrite:statuscode" = "410"
    }
  }
}

resource "aws_apigatewayv2_integration" "function" {
  api_id                 = aws_apigatewayv2_api.pets.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_alias.live.arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "pets" {
  api_id               = aws_apigatewayv2_api.pets.id
  route_key            = "GET /pets"
  operation_name       = var.colour
  target               = "integrations/${aws_apigatewayv2_integration.function.id}"
  authorization_type   = "JWT"
  authorizer_id        = aws_apigatewayv2_authorizer.tokens.id
  authorization_scopes = ["pets/read"]
}

resource "aws_apigatewayv2_route" "rest" {
  api_id    = aws_apigatewayv2_api.pets.id
  route_key = "$default"
  target    = "integrations/${aws_apigatewayv2_integration.backend.id}"
}

resource "aws_apigatewayv2_deployment" "pets" {
  api_id      = aws_apigatewayv2_api.pets.id
  description = "Of the ${var.colour} pets"

  triggers = {
    redeployment = sha1(jsonencode([aws_apigatewayv2_integration.backend, aws_apigatewayv2_route.rest, aws_apigatewayv2_route.pets]))
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_apigatewayv2_stage" "live" {
  api_id        = aws_apigatewayv2_api.pets.id
  name          = "live"
  description   = "The ${var.colour} one"
  deployment_id = aws_apigatewayv2_deployment.pets.id

  stage_variables = {
    colour = var.colour
  }

  access_log_settings {
    destination_arn = "arn:aws:logs:us-east-1:${data.aws_caller_identity.current.account_id}:log-group:access"
    format          = "$context.requestId ${var.colour}"
  }

  default_route_settings {
    throttling_rate_limit  = 100
    throttling_burst_limit = 200
  }

  route_settings {
    route_key              = aws_apigatewayv2_route.pets.route_key
    throttling_rate_limit  = var.colour == "red" ? 5 : 6
    throttling_burst_limit = 10
  }

  tags = {
    colour = var.colour
  }
}

data "aws_apigatewayv2_api" "pets" {
  api_id = aws_apigatewayv2_api.pets.id
}

data "aws_apigatewayv2_export" "pets" {
  api_id        = aws_apigatewayv2_route.rest.api_id
  specification = "OAS30"
  output_type   = "JSON"
}
