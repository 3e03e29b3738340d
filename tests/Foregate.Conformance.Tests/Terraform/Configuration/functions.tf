resource "aws_lambda_function" "pets" {
  function_name = "pets"
  description   = "The ${var.colour} pets"
  role          = aws_iam_role.pets.arn
  filename      = "${path.module}/function.zip"
  handler       = "function.handler"
  runtime       = "nodejs22.x"
  memory_size   = 256
  timeout       = 10
  publish       = true

  source_code_hash = filebase64sha256("${path.module}/function.zip")

  environment {
    variables = {
      COLOUR = var.colour
    }
  }

  tags = {
    colour = var.colour
  }
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  description      = "The ${var.colour} one"
  function_name    = aws_lambda_function.pets.function_name
  function_version = "1"
}

resource "aws_lambda_permission" "rest" {
  statement_id  = "rest"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.pets.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.pets.execution_arn}/*/*"
}

resource "aws_lambda_permission" "http" {
  statement_id  = "http"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.pets.function_name
  qualifier     = aws_lambda_alias.live.name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.pets.execution_arn}/*/*"
}

resource "aws_lambda_invocation" "once" {
  function_name = aws_lambda_function.pets.function_name
  input         = jsonencode({ path = "/pets" })
}

data "aws_lambda_function" "pets" {
  function_name = aws_lambda_function.pets.function_name
}
