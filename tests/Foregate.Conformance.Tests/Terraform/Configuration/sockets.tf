resource "aws_apigatewayv2_api" "chat" {
  name                       = "chat"
  description                = "The ${var.colour} chat"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

resource "aws_apigatewayv2_model" "message" {
  api_id       = aws_apigatewayv2_api.chat.id
  name         = "message"
  description  = "A ${var.colour} message"
  content_type = "application/json"
  schema       = jsonencode({ type = "object" })
}

resource "aws_apigatewayv2_integration" "chat" {
  api_id           = aws_apigatewayv2_api.chat.id
  integration_type = "MOCK"

  request_templates = {
    "200" = "{\"statusCode\":200}"
  }

  template_selection_expression = "200"
}

resource "aws_apigatewayv2_integration_response" "chat" {
  api_id                   = aws_apigatewayv2_api.chat.id
  integration_id           = aws_apigatewayv2_integration.chat.id
  integration_response_key = "/200/"

  response_templates = {
    "200" = "{\"colour\":\"${var.colour}\"}"
  }

  template_selection_expression = "200"
}

resource "aws_apigatewayv2_route" "chat" {
  api_id                              = aws_apigatewayv2_api.chat.id
  route_key                           = "$default"
  target                              = "integrations/${aws_apigatewayv2_integration.chat.id}"
  route_response_selection_expression = "$default"
  model_selection_expression          = "message"

  request_models = {
    message = aws_apigatewayv2_model.message.name
  }
}

resource "aws_apigatewayv2_route_response" "chat" {
  api_id             = aws_apigatewayv2_api.chat.id
  route_id           = aws_apigatewayv2_route.chat.id
  route_response_key = "$default"
}

resource "aws_apigatewayv2_deployment" "chat" {
  api_id      = aws_apigatewayv2_api.chat.id
  description = "Of the ${var.colour} chat"

  depends_on = [aws_apigatewayv2_route.chat]
}

resource "aws_apigatewayv2_stage" "chat" {
  api_id        = aws_apigatewayv2_api.chat.id
  name          = "live"
  deployment_id = aws_apigatewayv2_deployment.chat.id

  default_route_settings {
    data_trace_enabled     = true
    logging_level          = var.colour == "red" ? "INFO" : "ERROR"
    throttling_rate_limit  = 5
    throttling_burst_limit = 10
  }

  depends_on = [aws_api_gateway_account.here]
}
