// Buttons of passkeys: `data-passkey` says what for, `data-credential` names the field that the form sends.
(function () {
  'use strict'
  const OPTIONS = 'passkey-options'

  function options () {
    return JSON.parse(document.getElementById(OPTIONS).textContent)
  }

  async function loginOptions (form) {
    const answer = await fetch(form.action, { headers: { Accept: 'application/json' } })
    if (!answer.ok) throw new Error(answer.statusText)
    return (await answer.json()).request_options
  }

  async function credential (button) {
    if (button.dataset.passkey === 'add') {
      const wanted = options().creation_options
      const choice = wanted.publicKey.authenticatorSelection
      const alone = document.getElementById(button.dataset.passwordless).checked
      choice.residentKey = alone ? 'required' : 'discouraged'
      choice.requireResidentKey = alone
      if (alone) choice.userVerification = 'required'
      return webauthnJSON.create(wanted)
    }
    const wanted = button.dataset.passkey === 'login' ? await loginOptions(button.form) : options().request_options
    return webauthnJSON.get(wanted)
  }

  for (const button of document.querySelectorAll('[data-passkey]')) {
    if (!window.PublicKeyCredential) continue
    button.hidden = false
    const problem = button.form.querySelector('[data-passkey-error]')
    button.addEventListener('click', async function (event) {
      event.preventDefault()
      problem.hidden = true
      try {
        document.getElementById(button.dataset.credential).value = JSON.stringify(await credential(button))
        button.form.submit()
      } catch (error) {
        problem.hidden = false
        problem.focus()
      }
    })
  }
})()
