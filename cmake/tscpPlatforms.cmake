# The headers of include/tscp/platform that need a vendor's headers, and are compiled where these are or stand-ins for them.
set(tscp_vendor_platforms esp_idf zephyr pico_sdk stm32_hal nrf arduino)
